package dev.muster.planner;

import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;
import java.util.Map;

/** The variables that a rank finds in its environment. */
public final class RankEnvironment {
  private RankEnvironment() {}

  /** Every variable of one rank that does not depend on paths of its node, in a fixed order. */
  public static Map<String, String> of(JobSpec spec, Plan plan, Gang gang, int rank) {
    throw new UnsupportedOperationException();
  }
}
