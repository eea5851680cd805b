package dev.muster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A log, piece by piece. When the connection breaks it is taken up again where it broke; only when
 * the server stays away is that told.
 *
 * <p>For one reader; {@link #close} may come from any thread and ends a waiting read.
 */
public final class LogStream implements AutoCloseable {
  private static final int PIECE_BYTES = 16 * 1024;

  private final Wire wire;
  private final JobRef job;
  private final LogQuery query;
  private final Backoff backoff;
  private final byte[] buffer = new byte[PIECE_BYTES];
  private long offset;
  private volatile @Nullable InputStream body;

  LogStream(Wire wire, JobRef job, LogQuery query, Duration patience) {
    this.backoff = new Backoff(patience);
    this.wire = wire;
    this.job = job;
    this.query = query;
    this.offset = query.since();
  }

  /** Byte offset behind the last piece: where to go on later. */
  public long offset() {
    return offset;
  }

  /**
   * The next piece of at least one byte; null at the end.
   *
   * @throws UnreachableException if the server stays away
   */
  public byte @Nullable [] next() {
    while (!backoff.isClosed()) {
      try {
        return piece(opened());
      } catch (IOException | UnreachableException e) {
        drop();
        if (!query.follow() || !backoff.pause()) {
          return ended(e);
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    backoff.close();
    drop();
  }

  private byte @Nullable [] piece(InputStream from) throws IOException {
    int count = from.read(buffer);
    if (count < 0) {
      close();
      return null;
    }
    backoff.reset();
    offset += count;
    return Arrays.copyOf(buffer, count);
  }

  private byte @Nullable [] ended(Exception reason) {
    if (backoff.isClosed()) {
      return null;
    }
    throw reason instanceof UnreachableException known
        ? known
        : new UnreachableException(wire.server(), reason);
  }

  private InputStream opened() {
    InputStream open = body;
    if (open == null) {
      open = wire.open(request()).body();
      body = open;
    }
    return open;
  }

  private HttpRequest request() {
    Query path =
        Query.of("jobs", job.project(), job.name(), "logs")
            .with("attempt", query.attempt())
            .with("since", offset)
            .with("follow", query.follow());
    Query whole =
        switch (query.source()) {
          case LogQuery.Source.Rank r -> path.with("rank", r.rank());
          case LogQuery.Source.Node n -> path.with("node", n.node());
        };
    return wire.request(whole).header("Accept", "text/plain").build();
  }

  private void drop() {
    InputStream open = body;
    body = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The connection is given up either way.
        return;
      }
    }
  }
}
