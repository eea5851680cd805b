package dev.muster.model.spec;

import java.util.List;

/**
 * When a job runs: before whom, after whom, and until when.
 *
 * @param priority 0 to 1000; of those that wait, a higher one goes first
 * @param needs names of jobs of the same project that must have succeeded before
 * @param deadlines how long it may take
 */
public record Timing(int priority, List<String> needs, Deadlines deadlines) {
  /** The highest priority. */
  public static final int HIGHEST = 1000;

  /** The priority when nobody says. */
  public static final int NORMAL = 500;

  /** What holds when a manifest says nothing. */
  public static final Timing DEFAULT = new Timing(NORMAL, List.of(), Deadlines.NONE);

  public Timing {
    if (priority < 0 || priority > HIGHEST) {
      throw new IllegalArgumentException(
          "priority: %d (expected: 0 to %d)".formatted(priority, HIGHEST));
    }
    needs = List.copyOf(needs);
  }
}
