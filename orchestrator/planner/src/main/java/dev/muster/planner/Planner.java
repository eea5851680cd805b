package dev.muster.planner;

import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.plan.Stage;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a job over its ranks: a pure function of what its owner wants. */
public final class Planner {
  private Planner() {}

  /** The plan of a job, or why there is none and what would do instead. */
  public static Planning plan(JobSpec spec) {
    Layout layout = Layout.asked(spec);
    List<Refusal> refusals = Refusals.of(spec, layout);
    return refusals.isEmpty()
        ? new Planning.Planned(cut(spec, layout))
        : new Planning.Refused(refusals);
  }

  private static Plan cut(JobSpec spec, Layout layout) {
    MicrobatchSchedule schedule = schedule(spec, layout);
    return new Plan(
        layout.mesh(), stages(spec, layout), schedule, Notes.of(spec, layout, schedule));
  }

  private static List<Stage> stages(JobSpec spec, Layout layout) {
    ModelShape shape = spec.model();
    if (shape == null) {
      return List.of();
    }
    int sequenceLength = spec.training() == null ? 0 : spec.training().sequenceLength();
    return Stages.of(shape.layers(), Cost.of(shape, sequenceLength), layout.pipeline());
  }

  private static @Nullable MicrobatchSchedule schedule(JobSpec spec, Layout layout) {
    Integer batch = layout.globalBatch();
    if (batch == null) {
      return null;
    }
    int share = batch / layout.data();
    Integer given = layout.microbatch();
    int size = given == null ? Microbatches.size(share, layout.pipeline()) : given;
    return new MicrobatchSchedule(kind(spec.parallelism()), share / size, size);
  }

  private static ScheduleKind kind(Parallelism parallelism) {
    return switch (parallelism) {
      case Parallelism.Auto _ -> ScheduleKind.ONE_F_ONE_B;
      case Parallelism.Fixed fixed -> fixed.schedule();
    };
  }
}
