package dev.muster.cli.follow;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long somebody has been missing, by a clock that nobody sets. Time in which nobody looked, as
 * in a sleeping machine, hardly counts.
 */
final class Absence {
  /** What counts at most from one look to the next. */
  private static final Duration LOOK_MAX = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private boolean missing;
  private long lookedAt;
  private Duration sum = Duration.ZERO;

  Absence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Missing in this look too: for how long by now. */
  Duration goesOn() {
    long now = nanos.getAsLong();
    Duration since = Duration.ofNanos(now - lookedAt);
    if (missing) {
      sum = sum.plus(since.compareTo(LOOK_MAX) < 0 ? since : LOOK_MAX);
    }
    missing = true;
    lookedAt = now;
    return sum;
  }

  /** There again. */
  void ends() {
    missing = false;
    sum = Duration.ZERO;
  }
}
