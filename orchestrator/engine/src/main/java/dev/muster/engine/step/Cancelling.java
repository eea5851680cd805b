package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;

/** An order to end a job. */
final class Cancelling {
  private Cancelling() {}

  static Outcome step(Draft draft, Input.Cancel cancel) {
    if (draft.world().job(cancel.job()) == null) {
      return over();
    }
    Job job = draft.job(cancel.job());
    return switch (job.state()) {
      case JobState.Queued q -> end(draft, job, cancel);
      case JobState.Admitted a -> end(draft, job, cancel);
      case JobState.Provisioning p -> end(draft, job, cancel);
      case JobState.Starting s -> end(draft, job, cancel);
      case JobState.Running r -> end(draft, job, cancel);
      case JobState.Draining d -> Outcome.ignored("the job is already being stopped");
      case JobState.Finished f -> over();
    };
  }

  private static Outcome over() {
    return Outcome.rejected(
        new Rejection(
            "job.finished", "the job has ended (expected: an unfinished job)", null, null));
  }

  private static Outcome end(Draft draft, Job job, Input.Cancel cancel) {
    draft.record(
        job.id(),
        EventType.JOB_CANCEL_REQUESTED,
        "cancel requested by " + cancel.by(),
        "by",
        cancel.by());
    Endings.stop(draft, job, Ending.cancelled());
    return draft.outcome("cancelled");
  }
}
