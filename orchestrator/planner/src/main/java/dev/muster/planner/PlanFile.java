package dev.muster.planner;

import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;

/** The file behind MUSTER_PLAN: the plan and what it was made from, as JSON. */
public final class PlanFile {
  private PlanFile() {}

  public static String json(JobSpec spec, Plan plan) {
    throw new UnsupportedOperationException();
  }
}
