package dev.muster.server.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Who needs the server: requests of people and scripts, and the streams that they hold open. */
public final class Attendance {
  private final LongSupplier nanoTime;
  private final AtomicLong last;
  private final AtomicInteger streams = new AtomicInteger();

  /** The server starts to be needed now. */
  public Attendance(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = new AtomicLong(nanoTime.getAsLong());
  }

  /** Somebody needs the server now. */
  public void touch() {
    last.set(nanoTime.getAsLong());
  }

  /** Somebody holds a stream open from now on. */
  public void enter() {
    streams.incrementAndGet();
  }

  /** Somebody has let go of a stream. */
  public void leave() {
    streams.decrementAndGet();
    touch();
  }

  /** Streams that are held open now. */
  public int streams() {
    return streams.get();
  }

  /** For how long nobody has needed the server. */
  public Duration absence() {
    if (streams.get() > 0) {
      touch();
    }
    return Duration.ofNanos(nanoTime.getAsLong() - last.get());
  }
}
