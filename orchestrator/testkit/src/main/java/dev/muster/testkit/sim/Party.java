package dev.muster.testkit.sim;

import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A process on virtual time. It can stand still for a while, as a stopped process does: what was
 * due meanwhile happens when it goes on, all at once.
 */
final class Party {
  private final VirtualClock clock;
  private Instant stillUntil = Instant.MIN;
  private boolean alive = true;

  Party(VirtualClock clock) {
    this.clock = clock;
  }

  boolean alive() {
    return alive;
  }

  boolean still() {
    return clock.instant().isBefore(stillUntil);
  }

  /** Runs something here after a while, if the process still lives then. */
  void after(Duration delay, Runnable action) {
    clock.after(delay, () -> run(action));
  }

  /** Runs something here as soon as the process runs; never if it has ended. */
  void run(Runnable action) {
    if (alive && still()) {
      clock.at(stillUntil, () -> run(action));
    } else if (alive) {
      action.run();
    }
  }

  /** Stands still from now on. */
  void pause(Duration length) {
    Instant end = clock.instant().plus(length);
    stillUntil = end.isAfter(stillUntil) ? end : stillUntil;
  }

  void end() {
    alive = false;
  }
}
