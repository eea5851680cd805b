package dev.muster.planner;

import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Parallelism;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan has to say about itself: choices that nobody asked for, and gaps it leaves. */
final class Notes {
  private Notes() {}

  static List<String> of(JobSpec spec, Layout layout, @Nullable MicrobatchSchedule schedule) {
    List<String> notes = new ArrayList<>();
    if (spec.parallelism() instanceof Parallelism.Auto) {
      notes.add(
          "parallelism auto: pure data parallelism, data %d; every rank holds the whole model"
              .formatted(layout.data()));
    }
    if (layout.pipeline() > 1 && spec.model() == null) {
      notes.add(
          "model.shape is not given: the script cuts its layers over pipeline %d itself"
              .formatted(layout.pipeline()));
    }
    notes.add(schedule == null ? noBatch() : microbatches(layout, schedule));
    if (schedule != null && starved(layout.pipeline(), schedule)) {
      notes.add(
          "microbatches %d are fewer than stages %d: PyTorch's Schedule1F1B refuses that"
              .formatted(schedule.microbatches(), layout.pipeline()));
    }
    return notes;
  }

  private static boolean starved(int pipeline, MicrobatchSchedule schedule) {
    return schedule.kind() == ScheduleKind.ONE_F_ONE_B && schedule.microbatches() < pipeline;
  }

  private static String noBatch() {
    return "training.globalBatch is not given: the script chooses its batch and microbatches itself";
  }

  private static String microbatches(Layout layout, MicrobatchSchedule schedule) {
    String size =
        "%s microbatch %d: %d per step and pipeline"
            .formatted(
                layout.microbatch() == null ? "chosen" : "given",
                schedule.microbatchSize(),
                schedule.microbatches());
    return layout.pipeline() == 1 ? size : size + bubble(layout.pipeline(), schedule);
  }

  private static String bubble(int pipeline, MicrobatchSchedule schedule) {
    long percent = Math.round(100 * Microbatches.bubble(schedule.microbatches(), pipeline));
    return ", so a stage waits for about %d %% of a step".formatted(percent);
  }
}
