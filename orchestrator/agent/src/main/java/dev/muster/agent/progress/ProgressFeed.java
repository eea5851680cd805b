package dev.muster.agent.progress;

import dev.muster.agent.delivery.Feed;
import dev.muster.agent.link.LinkException;
import dev.muster.agent.link.Server;
import dev.muster.agent.redact.Redaction;
import dev.muster.model.agent.ProgressChunk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Delivers what a rank appends to its progress file, in whole lines. A line that is not finished
 * waits for its end, or for that of its rank. Offsets count the file's bytes, so text that is no
 * UTF-8 is replaced byte by byte, and so are the values of secrets, which a script may have written
 * there by mistake. A byte takes up to six in JSON, so a piece stays below the 1 MiB that the
 * server takes at once.
 */
public final class ProgressFeed implements Feed {
  private static final int PIECE_BYTES_MAX = 128 * 1024;

  private final Server server;
  private final ProgressChunk origin;
  private final Path file;
  private final Redaction redaction;
  private final BooleanSupplier complete;
  private volatile long next;

  /**
   * A feed.
   *
   * @param origin whose progress it is; its offset and lines do not matter
   * @param redaction what must not be told
   * @param complete whether nobody can append any more
   */
  public ProgressFeed(
      Server server,
      ProgressChunk origin,
      Path file,
      Redaction redaction,
      BooleanSupplier complete) {
    this.server = server;
    this.origin = origin;
    this.file = file;
    this.redaction = redaction;
    this.complete = complete;
  }

  @Override
  public long epoch() {
    return origin.epoch();
  }

  @Override
  public boolean pending() {
    return piece().length > 0;
  }

  @Override
  public boolean delivered() {
    return complete.getAsBoolean() && !pending();
  }

  @Override
  public void deliver() throws LinkException, InterruptedException {
    send(text(piece()));
  }

  @Override
  public void skip() throws LinkException, InterruptedException {
    send(" ".repeat(Math.max(0, piece().length - 1)) + "\n");
  }

  private void send(String lines) throws LinkException, InterruptedException {
    next =
        server.progress(
            new ProgressChunk(
                origin.claim(), origin.node(), origin.epoch(), origin.rank(), next, lines));
  }

  /** The next whole lines; without a line's end all there is when no more can come or fits. */
  private byte[] piece() {
    boolean last = complete.getAsBoolean();
    byte[] bytes = read();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 && (last || bytes.length == PIECE_BYTES_MAX)
        ? bytes
        : Arrays.copyOf(bytes, end);
  }

  private byte[] read() {
    if (file.toFile().length() <= next) {
      return new byte[0];
    }
    try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
      return clear(input, next);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** A piece without secrets: what surrounds it tells whether it begins or ends within one. */
  private byte[] clear(RandomAccessFile input, long from) throws IOException {
    int length = (int) Math.min(PIECE_BYTES_MAX, input.length() - from);
    int before = (int) Math.min(redaction.margin(), from);
    int after = (int) Math.min(redaction.margin(), input.length() - from - length);
    byte[] window = new byte[before + length + after];
    input.seek(from - before);
    input.readFully(window);
    return Arrays.copyOfRange(redaction.masked(window), before, before + length);
  }

  private static String text(byte[] piece) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(piece)).toString();
    } catch (CharacterCodingException e) {
      return new String(piece, StandardCharsets.US_ASCII).replace('\uFFFD', '?');
    }
  }
}
