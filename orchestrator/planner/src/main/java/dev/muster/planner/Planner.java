package dev.muster.planner;

import dev.muster.model.spec.JobSpec;

/** Cuts a job over its ranks: a pure function of what its owner wants. */
public final class Planner {
  private Planner() {}

  /** The plan of a job, or why there is none and what would do instead. */
  public static Planning plan(JobSpec spec) {
    throw new UnsupportedOperationException();
  }
}
