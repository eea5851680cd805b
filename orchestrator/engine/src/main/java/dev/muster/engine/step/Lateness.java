package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Expiry;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.model.run.Verdict;
import dev.muster.model.spec.Deadlines;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that take longer than their manifests allow: they are stopped, with time for a checkpoint,
 * and have failed.
 */
final class Lateness {
  private Lateness() {}

  /** Stops every job whose time is over. */
  static void stopLate(Draft draft) {
    for (JobId id : draft.world().expired(draft.now())) {
      Job job = draft.job(id);
      Expiry expiry = Expiry.of(job);
      if (expiry != null) {
        stop(draft, job, Ending.failed(cause(job, expiry)));
      }
    }
  }

  private static void stop(Draft draft, Job job, Ending ending) {
    switch (job.state()) {
      case JobState.Running r ->
          Endings.drain(draft, job, ending, Then.FINISH, StopManner.SAVE_FIRST, step(job));
      case JobState.Draining d -> Endings.redirect(draft, job, d, ending, Then.FINISH, d.manner());
      case JobState.Queued q -> Endings.stop(draft, job, ending);
      case JobState.Admitted a -> Endings.stop(draft, job, ending);
      case JobState.Provisioning p -> Endings.stop(draft, job, ending);
      case JobState.Starting s -> Endings.stop(draft, job, ending);
      case JobState.Suspended s -> Endings.stop(draft, job, ending);
      case JobState.Finished f -> {}
    }
  }

  /** The step that its ranks have come to at least. */
  private static @Nullable Long step(Job job) {
    long best = job.recoveries().bestStep();
    return best == 0 ? null : Long.valueOf(best);
  }

  private static Cause cause(Job job, Expiry expiry) {
    Deadlines deadlines = job.spec().timing().deadlines();
    String words =
        switch (expiry.limit()) {
          case START ->
              "its ranks did not run within %s of its submission (spec.deadlines.start)"
                  .formatted(Spans.of(Objects.requireNonNull(deadlines.start())));
          case RUN ->
              "its ranks have run for %s (spec.deadlines.run)"
                  .formatted(Spans.of(Objects.requireNonNull(deadlines.run())));
          case FINISH_BY ->
              "it had not ended by %s (spec.deadlines.finishBy)".formatted(deadlines.finishBy());
        };
    return Cause.of(FaultCode.DEADLINE_EXCEEDED, words);
  }

  /** Why a job cannot be taken that would be late at once; null if it can. */
  static @Nullable Rejection refusal(Draft draft, Input.Submit submit) {
    Instant by = submit.spec().timing().deadlines().finishBy();
    if (by == null || by.isAfter(draft.now())) {
      return null;
    }
    String detail =
        "spec.deadlines.finishBy is %s, and it is %s (expected: a time to come)"
            .formatted(by, draft.now().truncatedTo(ChronoUnit.SECONDS));
    Instant tomorrow = draft.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    Explanation never =
        new Explanation(
            Verdict.NEVER,
            detail,
            null,
            List.of(),
            List.of("the time were still to come"),
            List.of("spec.deadlines.finishBy: " + tomorrow),
            null);
    return new Rejection(FaultCode.DEADLINE_EXCEEDED.word(), detail, submit.id(), null, never);
  }
}
