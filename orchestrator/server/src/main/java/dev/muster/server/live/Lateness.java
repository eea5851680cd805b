package dev.muster.server.live;

import java.time.Duration;

/**
 * Notices that this whole process stood still: stopped by a signal, asleep with its machine, or
 * long in a collection of garbage. What nobody could have heard meanwhile is nobody's silence.
 *
 * <p>Not thread-safe: it belongs to the watch that asks it once in every period.
 */
public final class Lateness {
  /** From so late on it was a pause. */
  public static final Duration PAUSE_MIN = Duration.ofSeconds(5);

  private final Duration period;
  private long lastNanos;

  /** A watch that begins now and comes back once in every period. */
  public Lateness(Duration period, long nowNanos) {
    this.period = period;
    this.lastNanos = nowNanos;
  }

  /** The pause since the last call; zero when this one comes in time. */
  public Duration at(long nowNanos) {
    Duration late = Duration.ofNanos(nowNanos - lastNanos).minus(period);
    lastNanos = nowNanos;
    return late.compareTo(PAUSE_MIN) < 0 ? Duration.ZERO : late;
  }
}
