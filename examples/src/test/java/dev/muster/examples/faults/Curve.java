package dev.muster.examples.faults;

import java.util.ArrayList;
import java.util.List;

/** The losses of a drill that nothing disturbs: the same arithmetic as in drill.py. */
final class Curve {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private Curve() {}

  /** The losses of the steps from 1 on. */
  static List<Double> of(int ranks, int steps) {
    long[] states = new long[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      states[rank] = SEED * (rank + 1);
    }
    List<Double> losses = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      long total = 0;
      for (long state : states) {
        total += state;
      }
      losses.add((total >>> 11) / (double) (1L << 53));
      for (int rank = 0; rank < ranks; rank++) {
        states[rank] = states[rank] * MULTIPLIER + total + step;
      }
    }
    return losses;
  }
}
