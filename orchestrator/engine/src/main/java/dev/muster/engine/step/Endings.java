package dev.muster.engine.step;

import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.spi.ClaimId;
import java.util.Locale;

/** How jobs end: first their processes, then the attempt, then the capacity goes back. */
final class Endings {
  private Endings() {}

  /**
   * Ends a job as {@code ending} says: at once where no process of it can live, by draining where
   * one may.
   */
  static void stop(Draft draft, Job job, Ending ending) {
    switch (job.state()) {
      case JobState.Queued q -> finish(draft, job, ending);
      case JobState.Admitted a -> giveUp(draft, job, a.claim(), ending);
      case JobState.Provisioning p -> giveUp(draft, job, p.claim(), ending);
      case JobState.Starting s -> drain(draft, job, s.claim(), ending);
      case JobState.Running r -> drain(draft, job, r.claim(), ending);
      case JobState.Draining d -> giveUp(draft, job, d.claim(), d.ending());
      case JobState.Finished f -> {}
    }
  }

  /** Ends a job whose processes are gone, or are the provider's to remove. */
  static void giveUp(Draft draft, Job job, ClaimId claim, Ending ending) {
    draft.put(draft.claim(claim).unwanted());
    finish(draft, job, ending);
    Admission.run(draft);
  }

  private static void drain(Draft draft, Job job, ClaimId claim, Ending ending) {
    draft.put(job.in(new JobState.Draining(draft.now(), claim, ending)));
    draft.record(job.id(), EventType.ATTEMPT_DRAINING, "stopping the gang: " + words(ending));
    Gang.endIfStopped(draft, job.id());
  }

  private static void finish(Draft draft, Job job, Ending ending) {
    Job closed = closeAttempt(draft, job, ending);
    draft.put(closed.in(new JobState.Finished(draft.now(), ending)));
    draft.record(
        job.id(), EventType.JOB_FINISHED, words(ending), "outcome", word(ending.outcome()));
  }

  private static Job closeAttempt(Draft draft, Job job, Ending ending) {
    Attempt attempt = job.attempt();
    if (attempt == null || attempt.endedAt() != null) {
      return job;
    }
    draft.record(
        job.id(),
        EventType.ATTEMPT_ENDED,
        "attempt %d ended: %s".formatted(attempt.number(), words(ending)));
    return job.withAttempt(attempt.ended(draft.now(), ending));
  }

  private static String words(Ending ending) {
    Cause cause = ending.cause();
    return cause == null ? word(ending.outcome()) : word(ending.outcome()) + ": " + cause.detail();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
