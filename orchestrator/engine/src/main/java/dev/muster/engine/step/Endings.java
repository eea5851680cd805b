package dev.muster.engine.step;

import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.spi.ClaimId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How attempts and jobs end: first the processes, then the attempt, then the capacity. */
final class Endings {
  private Endings() {}

  /**
   * Ends a job as {@code ending} says: at once where no process of it can live, by draining where
   * one may.
   */
  static void stop(Draft draft, Job job, Ending ending) {
    switch (job.state()) {
      case JobState.Queued q -> finish(draft, job, ending);
      case JobState.Suspended s -> finish(draft, job, ending);
      case JobState.Admitted a -> giveUp(draft, job, a.claim(), ending);
      case JobState.Provisioning p -> giveUp(draft, job, p.claim(), ending);
      case JobState.Starting s -> drain(draft, job, ending, Then.FINISH, StopManner.GENTLY);
      case JobState.Running r -> drain(draft, job, ending, Then.FINISH, StopManner.QUICKLY);
      case JobState.Draining d -> giveUp(draft, job, d.claim(), d.ending());
      case JobState.Finished f -> {}
    }
  }

  /** Begins to stop the gang of a job that is starting or running. */
  static void drain(Draft draft, Job job, Ending ending, Then then, StopManner manner) {
    drain(draft, job, ending, then, manner, null);
  }

  /**
   * The same, told that the ranks are at a step: a checkpoint of an earlier one is not what they
   * are asked for.
   */
  static void drain(
      Draft draft, Job job, Ending ending, Then then, StopManner manner, @Nullable Long atStep) {
    draft.put(job.in(new JobState.Draining(draft.now(), claim(job), ending, then, manner, atStep)));
    draft.record(job.id(), EventType.ATTEMPT_DRAINING, "stopping the gang: " + words(ending));
    Gang.endIfStopped(draft, job.id());
  }

  /** A gang that is being stopped goes another way after that. */
  static void redirect(
      Draft draft,
      Job job,
      JobState.Draining draining,
      Ending ending,
      Then then,
      StopManner manner) {
    draft.put(
        job.in(
            new JobState.Draining(
                draining.since(), draining.claim(), ending, then, manner, draining.askedAtStep())));
    Gang.endIfStopped(draft, job.id());
  }

  /** Ends a job whose processes are gone, or are the provider's to remove. */
  static void giveUp(Draft draft, Job job, ClaimId claim, Ending ending) {
    draft.put(draft.claim(claim).unwanted());
    finish(draft, job, ending);
    Admission.run(draft);
  }

  /** Gives the capacity of a job back that has no process any more, and lets it rest. */
  static void suspend(Draft draft, Job job, Ending ending) {
    release(draft, job);
    Job closed = closeAttempt(draft, job, ending);
    draft.put(closed.in(new JobState.Suspended(draft.now())));
    draft.record(job.id(), EventType.JOB_SUSPENDED, "suspended");
    Admission.run(draft);
  }

  /** The capacity that a job holds goes back. */
  static void release(Draft draft, Job job) {
    if (!(job.state() instanceof JobState.Queued)) {
      draft.put(draft.claim(claim(job)).unwanted());
    }
  }

  /** The job with its newest attempt closed; unchanged if that is closed already. */
  static Job closeAttempt(Draft draft, Job job, Ending ending) {
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

  private static ClaimId claim(Job job) {
    return switch (job.state()) {
      case JobState.Admitted a -> a.claim();
      case JobState.Provisioning p -> p.claim();
      case JobState.Starting s -> s.claim();
      case JobState.Running r -> r.claim();
      case JobState.Draining d -> d.claim();
      case JobState.Queued q -> throw holdsNothing(job);
      case JobState.Suspended s -> throw holdsNothing(job);
      case JobState.Finished f -> throw holdsNothing(job);
    };
  }

  private static IllegalStateException holdsNothing(Job job) {
    return new IllegalStateException(
        "job %s: %s (expected: a state with a claim)".formatted(job.name(), job.state().word()));
  }

  private static void finish(Draft draft, Job job, Ending ending) {
    Job ended = closeAttempt(draft, job, ending).in(new JobState.Finished(draft.now(), ending));
    draft.put(ended);
    draft.record(
        job.id(), EventType.JOB_FINISHED, words(ending), "outcome", word(ending.outcome()));
    Needs.ended(draft, ended);
  }

  /** An ending in a sentence. */
  static String words(Ending ending) {
    Cause cause = ending.cause();
    return cause == null ? word(ending.outcome()) : word(ending.outcome()) + ": " + cause.detail();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
