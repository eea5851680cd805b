package dev.muster.model.spec;

import dev.muster.model.plan.ScheduleKind;
import org.jspecify.annotations.Nullable;

/** How the ranks form a mesh. */
public sealed interface Parallelism {

  /** The planner decides. */
  record Auto() implements Parallelism {}

  /**
   * The owner decides.
   *
   * @param data data-parallel size
   * @param pipeline pipeline-parallel size
   * @param microbatch sequences per microbatch; null lets the planner choose
   * @param schedule order of the microbatches in the pipeline
   */
  record Fixed(int data, int pipeline, @Nullable Integer microbatch, ScheduleKind schedule)
      implements Parallelism {}
}
