package dev.muster.examples.faults;

import java.time.Duration;

/**
 * What a fault has cost.
 *
 * @param took from the strike until all ranks train again, or until things are as they should be
 * @param stepsLost steps that were done twice
 */
record Recovery(Duration took, long stepsLost) {
  /** What took until now, and no step. */
  static Recovery since(long beganNanos) {
    return new Recovery(Duration.ofNanos(System.nanoTime() - beganNanos), 0);
  }
}
