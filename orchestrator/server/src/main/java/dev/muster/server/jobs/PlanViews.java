package dev.muster.server.jobs;

import dev.muster.api.PlanView;
import dev.muster.api.ScheduleView;
import dev.muster.api.StageView;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.Stage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A plan, in the shape that people and scripts see. */
final class PlanViews {
  private PlanViews() {}

  static PlanView view(Plan plan) {
    return new PlanView(
        JobViews.view(plan.mesh()),
        plan.stages().stream().map(PlanViews::view).toList(),
        view(plan.schedule()),
        plan.notes());
  }

  private static StageView view(Stage stage) {
    return new StageView(
        stage.index(),
        IntStream.rangeClosed(stage.firstLayer(), stage.lastLayer()).boxed().toList(),
        stage.embedding(),
        stage.head(),
        stage.costShare());
  }

  private static @Nullable ScheduleView view(@Nullable MicrobatchSchedule schedule) {
    return schedule == null
        ? null
        : new ScheduleView(
            schedule.kind().word(), schedule.microbatches(), schedule.microbatchSize());
  }
}
