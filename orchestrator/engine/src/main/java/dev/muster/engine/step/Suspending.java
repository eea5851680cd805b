package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;

/** Orders to give a job's capacity back for a while, and to go on. */
final class Suspending {
  private Suspending() {}

  static Outcome suspend(Draft draft, Job job, Input.Order order) {
    return switch (job.state()) {
      case JobState.Queued q -> suspendNow(draft, job, order);
      case JobState.Admitted a -> suspendNow(draft, job, order);
      case JobState.Provisioning p -> suspendNow(draft, job, order);
      case JobState.Starting s -> drain(draft, job, order, StopManner.GENTLY);
      case JobState.Running r -> drain(draft, job, order, StopManner.SAVE_FIRST);
      case JobState.Draining d -> instead(draft, job, d, order);
      case JobState.Suspended s -> draft.outcome("the job is suspended already");
      case JobState.Finished f -> Orders.ending(job);
    };
  }

  static Outcome resume(Draft draft, Job job, Input.Order order) {
    return switch (job.state()) {
      case JobState.Suspended s -> queue(draft, job, order);
      case JobState.Draining d when d.then() == Then.SUSPEND -> goOn(draft, job, d, order);
      case JobState.Draining d when d.then() == Then.FINISH -> Orders.ending(job);
      case JobState.Finished f -> Orders.ending(job);
      case JobState.Queued q -> goesOn(draft);
      case JobState.Admitted a -> goesOn(draft);
      case JobState.Provisioning p -> goesOn(draft);
      case JobState.Starting s -> goesOn(draft);
      case JobState.Running r -> goesOn(draft);
      case JobState.Draining d -> goesOn(draft);
    };
  }

  private static Outcome goesOn(Draft draft) {
    return draft.outcome("the job is not suspended");
  }

  private static Outcome suspendNow(Draft draft, Job job, Input.Order order) {
    requested(draft, job, order);
    Endings.suspend(draft, job, Ending.stopped());
    return draft.outcome("suspended");
  }

  private static Outcome drain(Draft draft, Job job, Input.Order order, StopManner manner) {
    requested(draft, job, order);
    Endings.drain(draft, job, Ending.stopped(), Then.SUSPEND, manner, order.step());
    return draft.outcome("suspended");
  }

  private static Outcome instead(
      Draft draft, Job job, JobState.Draining draining, Input.Order order) {
    return switch (draining.then()) {
      case FINISH -> Orders.ending(job);
      case SUSPEND -> draft.outcome("the job is being suspended already");
      case RECOVER, RESTART -> {
        requested(draft, job, order);
        Endings.redirect(draft, job, draining, draining.ending(), Then.SUSPEND, draining.manner());
        yield draft.outcome("suspended");
      }
    };
  }

  private static Outcome queue(Draft draft, Job job, Input.Order order) {
    resumed(draft, job, order);
    draft.put(job.in(Admission.queued(draft, job)));
    Admission.run(draft);
    return draft.outcome("resumed");
  }

  /** Not gone yet: it need not leave its nodes. */
  private static Outcome goOn(Draft draft, Job job, JobState.Draining draining, Input.Order order) {
    resumed(draft, job, order);
    Endings.redirect(draft, job, draining, draining.ending(), Then.RESTART, draining.manner());
    return draft.outcome("resumed");
  }

  private static void requested(Draft draft, Job job, Input.Order order) {
    draft.record(
        job.id(),
        EventType.JOB_SUSPEND_REQUESTED,
        "suspend requested by " + order.by(),
        "by",
        order.by());
  }

  private static void resumed(Draft draft, Job job, Input.Order order) {
    draft.record(
        job.id(),
        EventType.JOB_RESUME_REQUESTED,
        "resume requested by " + order.by(),
        "by",
        order.by());
  }
}
