package dev.muster.agent.guard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a guard that has ended is replaced: the first at once, then after pauses that double, so
 * that one which cannot live is started at most six times a minute. A minute without an end begins
 * anew.
 */
final class Respawns {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private Duration next = Duration.ZERO;
  private long due;

  Respawns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /** How long to wait now before the next start. */
  Duration pause() {
    long now = nanoTime.getAsLong();
    if (now - due > LONGEST.toNanos()) {
      next = Duration.ZERO;
    }
    Duration pause = next;
    Duration longer = pause.isZero() ? FIRST : pause.multipliedBy(2);
    next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    due = now + pause.toNanos();
    return pause;
  }
}
