package dev.muster.agent.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of day, read once, and from there on evenly: nobody who sets the clock moves it. */
public final class SteadyClock implements InstantSource {
  private final LongSupplier nanoTime;
  private final Instant start;
  private final long startNanos;

  /** A clock that shows what another shows now. */
  public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = wall.instant();
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - startNanos);
  }
}
