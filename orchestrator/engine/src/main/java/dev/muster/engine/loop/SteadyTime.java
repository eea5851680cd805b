package dev.muster.engine.loop;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that begins at what a clock says and then passes evenly: whoever sets the machine's clock an
 * hour on or back ends no wait early and prolongs none.
 */
final class SteadyTime implements InstantSource {
  private final Instant start;
  private final long startNanos;

  private SteadyTime(Instant start, long startNanos) {
    this.start = start;
    this.startNanos = startNanos;
  }

  static SteadyTime from(InstantSource clock) {
    return new SteadyTime(clock.instant(), System.nanoTime());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
