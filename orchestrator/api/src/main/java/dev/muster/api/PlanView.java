package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job is cut over its ranks.
 *
 * @param mesh sizes of the axes
 * @param stages one per pipeline position; empty when the model's shape is not known
 * @param schedule microbatches; null when the batch is not known
 * @param notes what the planner decided by itself
 */
public record PlanView(
    MeshView mesh, List<StageView> stages, @Nullable ScheduleView schedule, List<String> notes) {}
