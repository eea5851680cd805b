package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;

/** An order to end a job. Given again, it leaves the ranks less time. */
final class Cancelling {
  private Cancelling() {}

  static Outcome step(Draft draft, Job job, Input.Order order) {
    return switch (job.state()) {
      case JobState.Queued q -> end(draft, job, order);
      case JobState.Admitted a -> end(draft, job, order);
      case JobState.Provisioning p -> end(draft, job, order);
      case JobState.Starting s -> end(draft, job, order);
      case JobState.Running r -> save(draft, job, order);
      case JobState.Suspended s -> end(draft, job, order);
      case JobState.Draining d -> instead(draft, job, d, order);
      case JobState.Finished f -> Orders.ending(job);
    };
  }

  private static Outcome end(Draft draft, Job job, Input.Order order) {
    record(draft, job, order);
    Endings.stop(draft, job, Ending.cancelled());
    return draft.outcome("cancelled");
  }

  private static Outcome save(Draft draft, Job job, Input.Order order) {
    record(draft, job, order);
    Endings.drain(draft, job, Ending.cancelled(), Then.FINISH, StopManner.SAVE_FIRST, order.step());
    return draft.outcome("cancelled");
  }

  /** A gang that is being stopped for another reason ends all the same; one of ours in haste. */
  private static Outcome instead(
      Draft draft, Job job, JobState.Draining draining, Input.Order order) {
    boolean finishing = draining.then() == Then.FINISH;
    if (finishing && !Ending.cancelled().equals(draining.ending())) {
      return draft.outcome("the job is ending already");
    }
    if (finishing && draining.manner() == StopManner.QUICKLY) {
      return draft.outcome("the job is being stopped as quickly as can be");
    }
    record(draft, job, order);
    StopManner manner = finishing ? hastier(draining.manner()) : draining.manner();
    Endings.redirect(draft, job, draining, Ending.cancelled(), Then.FINISH, manner);
    return draft.outcome("cancelled");
  }

  private static StopManner hastier(StopManner manner) {
    return switch (manner) {
      case SAVE_FIRST -> StopManner.GENTLY;
      case GENTLY, QUICKLY -> StopManner.QUICKLY;
    };
  }

  private static void record(Draft draft, Job job, Input.Order order) {
    draft.record(
        job.id(),
        EventType.JOB_CANCEL_REQUESTED,
        "cancel requested by " + order.by(),
        "by",
        order.by());
  }
}
