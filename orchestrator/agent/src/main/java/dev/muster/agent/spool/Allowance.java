package dev.muster.agent.spool;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many bytes may still be kept: an amount per minute that flows in again evenly. */
final class Allowance {
  private static final double MINUTE_NANOS = (double) Duration.ofMinutes(1).toNanos();

  private final double bytesPerMinute;
  private final LongSupplier nanoTime;
  private double left;
  private long last;

  Allowance(long bytesPerMinute, LongSupplier nanoTime) {
    this.bytesPerMinute = (double) bytesPerMinute;
    this.nanoTime = nanoTime;
    this.left = this.bytesPerMinute;
    this.last = nanoTime.getAsLong();
  }

  /** Takes so many bytes if there are as many left. */
  boolean take(int bytes) {
    long now = nanoTime.getAsLong();
    double flown = (double) (now - last) / MINUTE_NANOS * bytesPerMinute;
    left = Math.min(bytesPerMinute, left + flown);
    last = now;
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }
}
