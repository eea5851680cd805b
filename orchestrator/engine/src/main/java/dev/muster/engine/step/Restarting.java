package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import java.util.List;

/** An order to start a job's gang anew on its nodes. What failed before is forgiven. */
final class Restarting {
  private Restarting() {}

  static Outcome step(Draft draft, Job job, Input.Order order) {
    return switch (job.state()) {
      case JobState.Starting s -> drain(draft, job, order, StopManner.GENTLY);
      case JobState.Running r -> drain(draft, job, order, StopManner.SAVE_FIRST);
      case JobState.Draining d -> instead(draft, job, d, order);
      case JobState.Suspended s ->
          Orders.refused(
              "job.suspended",
              "it has no ranks to start anew (expected: a job that runs)",
              List.of("muster resume " + job.nameInCommands()));
      case JobState.Queued q -> notStarted(draft);
      case JobState.Admitted a -> notStarted(draft);
      case JobState.Provisioning p -> notStarted(draft);
      case JobState.Finished f -> Orders.ending(job);
    };
  }

  private static Outcome notStarted(Draft draft) {
    return draft.outcome("the job has not started yet");
  }

  private static Outcome drain(Draft draft, Job job, Input.Order order, StopManner manner) {
    Job forgiven = requested(draft, job, order);
    Endings.drain(draft, forgiven, Ending.stopped(), Then.RESTART, manner, order.step());
    return draft.outcome("restarts");
  }

  private static Outcome instead(
      Draft draft, Job job, JobState.Draining draining, Input.Order order) {
    return switch (draining.then()) {
      case FINISH -> Orders.ending(job);
      case RESTART -> draft.outcome("the job restarts already");
      case RECOVER, SUSPEND -> {
        Job forgiven = requested(draft, job, order);
        Endings.redirect(
            draft, forgiven, draining, draining.ending(), Then.RESTART, draining.manner());
        yield draft.outcome("restarts");
      }
    };
  }

  private static Job requested(Draft draft, Job job, Input.Order order) {
    draft.record(
        job.id(),
        EventType.JOB_RESTART_REQUESTED,
        "restart requested by " + order.by(),
        "by",
        order.by());
    return job.with(job.recoveries().cleared());
  }
}
