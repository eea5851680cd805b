package dev.muster.agent.spool;

import dev.muster.agent.log.Log;
import dev.muster.agent.process.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What one process prints, byte for byte, in one file that only grows. A flood is cut: what comes
 * faster than the allowance is dropped, and a line in the file says how much. The same holds for
 * what a full disk does not take, and for all that comes once the file has its full length; a
 * process never waits for us. A disk that stays full does not even take the last such line: that is
 * kept in memory.
 */
public final class Spool implements Sink {
  /** What a rank may print in a minute, lasting. */
  public static final long BYTES_PER_MINUTE = 50L * 1024 * 1024;

  /** How long a file may get: the server keeps no more of it. */
  public static final long BYTES_MAX = 256L * 1024 * 1024;

  /** Kept free for the lines that say what was dropped. */
  static final int NOTES_BYTES = 256;

  private final Path file;
  private final FileChannel channel;
  private final Allowance allowance;
  private final long bytesMax;
  private final Tail tail = new Tail();
  private long dropped;
  private boolean full;
  private boolean failing;
  private volatile long size;
  private volatile byte[] afterword = {};
  private volatile boolean complete;

  public Spool(Path file) throws IOException {
    this(file, BYTES_PER_MINUTE, BYTES_MAX, System::nanoTime);
  }

  Spool(Path file, long bytesPerMinute, long bytesMax, LongSupplier nanoTime) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.bytesMax = bytesMax;
    this.allowance = new Allowance(bytesPerMinute, nanoTime);
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    tail.accept(buffer, length);
    if (complete) {
      return;
    }
    if (!fits(length) || !allowance.take(length)) {
      dropped += length;
      return;
    }
    tellDropped();
    if (!write(ByteBuffer.wrap(buffer, 0, length))) {
      dropped += length;
    }
  }

  /** Adds a line of our own. */
  public void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    accept(bytes, bytes.length);
  }

  /** Says that no more will come. */
  public synchronized void complete() {
    if (!complete) {
      tellDropped();
      if (dropped > 0) {
        afterword = droppedLine();
      }
      close();
      complete = true;
    }
  }

  /** Whether no more will come. */
  public boolean isComplete() {
    return complete;
  }

  /** How many bytes it has. */
  public long size() {
    return size + afterword.length;
  }

  /** The last lines that came, whether kept or not. */
  public List<String> lastLines() {
    return tail.lines();
  }

  /** The bytes from an offset on, at most so many. */
  byte[] read(long offset, int bytesMax) throws IOException {
    long inFile = size;
    if (offset >= inFile) {
      int from = (int) Math.min(offset - inFile, afterword.length);
      return Arrays.copyOfRange(afterword, from, Math.min(from + bytesMax, afterword.length));
    }
    int length = (int) Math.min(bytesMax, inFile - offset);
    ByteBuffer piece = ByteBuffer.allocate(length);
    try (FileChannel reader = FileChannel.open(file)) {
      while (piece.hasRemaining()) {
        if (reader.read(piece, offset + piece.position()) < 0) {
          throw new IOException(file + ": shorter than " + size + " bytes");
        }
      }
    }
    return piece.array();
  }

  /** Once something does not fit, nothing does: what is kept has no holes but those of floods. */
  private boolean fits(int length) {
    if (!full && size + length > bytesMax - NOTES_BYTES) {
      full = true;
      tellDropped();
      write(ByteBuffer.wrap(limit(bytesMax).getBytes(StandardCharsets.UTF_8)));
    }
    return !full;
  }

  private static String limit(long bytesMax) {
    return "\n[muster: the limit of %d bytes is reached; what follows is not kept]\n"
        .formatted(bytesMax);
  }

  private void tellDropped() {
    if (dropped > 0) {
      if (write(ByteBuffer.wrap(droppedLine()))) {
        dropped = 0;
      }
    }
  }

  private byte[] droppedLine() {
    return "\n[muster: %d bytes dropped here]\n"
        .formatted(dropped)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      Log.warn("spool %s cannot be closed: %s".formatted(file, e.getMessage()));
    }
  }

  /** Writes all or, when the disk does not take it, nothing. */
  private boolean write(ByteBuffer bytes) {
    long end = size;
    try {
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
      size = end;
      failing = false;
      return true;
    } catch (IOException e) {
      if (!failing) {
        Log.warn("spool %s cannot be written: %s".formatted(file, e.getMessage()));
      }
      failing = true;
      return false;
    }
  }
}
