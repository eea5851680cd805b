package dev.muster.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job is cut over its ranks.
 *
 * @param mesh the grid of ranks
 * @param stages one per pipeline position; empty when the model's shape is not known
 * @param schedule microbatches; null when the batch is not known
 * @param notes what the planner decided by itself, in sentences
 */
public record Plan(
    Mesh mesh, List<Stage> stages, @Nullable MicrobatchSchedule schedule, List<String> notes) {
  public Plan {
    stages = List.copyOf(stages);
    notes = List.copyOf(notes);
  }
}
