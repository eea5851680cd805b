package dev.muster.agent.spool;

import dev.muster.agent.delivery.Feed;
import dev.muster.agent.link.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Delivers a spool by offset. The server says up to where it has everything; that, and not what was
 * sent, is where the next piece starts, so repeats and gaps heal by themselves.
 */
public final class LogFeed implements Feed {
  /** The rank that stands for the preparation of the node. */
  public static final int PREPARATION = -1;

  /** Leaves room for what compression adds to random bytes, below 1 MiB. */
  private static final int PIECE_BYTES_MAX = 1_000_000;

  private final Server server;
  private final long epoch;
  private final int rank;
  private final Spool spool;
  private volatile long next;

  public LogFeed(Server server, long epoch, int rank, Spool spool) {
    this.server = server;
    this.epoch = epoch;
    this.rank = rank;
    this.spool = spool;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public boolean pending() {
    return next < spool.size();
  }

  @Override
  public boolean delivered() {
    return spool.isComplete() && !pending();
  }

  @Override
  public void deliver() throws IOException, InterruptedException {
    send(spool.read(next, PIECE_BYTES_MAX));
  }

  @Override
  public void skip() throws IOException, InterruptedException {
    byte[] piece = spool.read(next, PIECE_BYTES_MAX);
    Arrays.fill(piece, (byte) ' ');
    send(piece);
  }

  private void send(byte[] piece) throws IOException, InterruptedException {
    next = server.logs(epoch, rank, next, packed(piece));
  }

  private static byte[] packed(byte[] piece) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(piece);
    }
    return bytes.toByteArray();
  }
}
