package dev.muster.engine.step;

import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;

/** An order to end a job. Given again, it leaves the ranks less time. */
final class Cancelling {
  private Cancelling() {}

  static Outcome step(Draft draft, Job job, String by) {
    return switch (job.state()) {
      case JobState.Queued q -> end(draft, job, by);
      case JobState.Admitted a -> end(draft, job, by);
      case JobState.Provisioning p -> end(draft, job, by);
      case JobState.Starting s -> end(draft, job, by);
      case JobState.Running r -> end(draft, job, by);
      case JobState.Suspended s -> end(draft, job, by);
      case JobState.Draining d -> instead(draft, job, d, by);
      case JobState.Finished f -> Orders.ending(job);
    };
  }

  private static Outcome end(Draft draft, Job job, String by) {
    record(draft, job, by);
    Endings.stop(draft, job, Ending.cancelled());
    return draft.outcome("cancelled");
  }

  /** A gang that is being stopped for another reason ends all the same; one of ours in haste. */
  private static Outcome instead(Draft draft, Job job, JobState.Draining draining, String by) {
    boolean finishing = draining.then() == Then.FINISH;
    if (finishing && !Ending.cancelled().equals(draining.ending())) {
      return draft.outcome("the job is ending already");
    }
    if (finishing && draining.manner() == StopManner.QUICKLY) {
      return draft.outcome("the job is being stopped as quickly as can be");
    }
    record(draft, job, by);
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

  private static void record(Draft draft, Job job, String by) {
    draft.record(job.id(), EventType.JOB_CANCEL_REQUESTED, "cancel requested by " + by, "by", by);
  }
}
