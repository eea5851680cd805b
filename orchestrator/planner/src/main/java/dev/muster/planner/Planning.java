package dev.muster.planner;

import dev.muster.model.plan.Plan;
import java.util.List;

/** The planner's answer. */
public sealed interface Planning {

  /** The job can be cut, and this is how. */
  record Planned(Plan plan) implements Planning {}

  /**
   * The job cannot be cut as asked.
   *
   * @param refusals at least one
   */
  record Refused(List<Refusal> refusals) implements Planning {
    public Refused {
      refusals = List.copyOf(refusals);
      if (refusals.isEmpty()) {
        throw new IllegalArgumentException("refusals: [] (expected: at least one)");
      }
    }
  }
}
