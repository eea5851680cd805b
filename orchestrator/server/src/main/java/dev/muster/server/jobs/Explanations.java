package dev.muster.server.jobs;

import dev.muster.api.BlockerView;
import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.Resumption;
import dev.muster.model.run.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a job waits, fails or does neither, in the shape that people and scripts see. */
final class Explanations {
  private Explanations() {}

  /** Why a job waits or failed; null when there is nothing to explain. */
  static @Nullable ExplanationView reason(Job job) {
    return switch (job.state()) {
      case JobState.Queued queued -> view(queued.reason());
      case JobState.Draining draining -> draining(job, draining);
      case JobState.Suspended s -> suspended(job);
      case JobState.Finished finished -> failure(job, finished.ending());
      case JobState.Admitted a -> null;
      case JobState.Provisioning p -> null;
      case JobState.Starting s -> null;
      case JobState.Running r -> null;
    };
  }

  /** The answer to "why", which there always is. */
  static ExplanationView explain(Job job) {
    ExplanationView reason = reason(job);
    return reason == null
        ? plain(Verdict.RUNNABLE_NOW, "%s is %s".formatted(job.name(), standing(job)))
        : reason;
  }

  static ExplanationView view(Explanation explanation) {
    return new ExplanationView(
        word(explanation.verdict()),
        explanation.summary(),
        view(explanation.cause()),
        explanation.blockers().stream()
            .map(b -> new BlockerView(b.code(), b.detail(), b.count()))
            .toList(),
        explanation.wouldRunIf(),
        explanation.next(),
        explanation.eta());
  }

  static @Nullable CauseView view(@Nullable Cause cause) {
    return cause == null
        ? null
        : new CauseView(
            cause.code().word(), cause.rank(), cause.node(), cause.detail(), cause.lastLines());
  }

  /** An answer of one sentence. */
  static ExplanationView plain(Verdict verdict, String summary) {
    return new ExplanationView(word(verdict), summary, null, List.of(), List.of(), List.of(), null);
  }

  /** Its state, and which attempt that is from which checkpoint, once there was another. */
  private static String standing(Job job) {
    Attempt attempt = job.attempt();
    String word = job.state().word();
    if (job.finished() || attempt == null) {
      return word;
    }
    Resumption from = attempt.resumed();
    String again = attempt.number() == 1 ? "" : ", attempt %d".formatted(attempt.number());
    return word + again + (from == null ? "" : ", from " + words(from));
  }

  private static String words(Resumption from) {
    return from.step() == null ? from.path() : "the checkpoint of step " + from.step();
  }

  private static @Nullable ExplanationView draining(Job job, JobState.Draining draining) {
    return switch (draining.then()) {
      case FINISH ->
          draining.ending().outcome() == Outcome.CANCELLED
              ? waits(job, "is being cancelled; its ranks are stopped", null, List.of())
              : failure(job, draining.ending());
      case RECOVER -> recovers(job, draining.ending().cause());
      case RESTART -> waits(job, "is stopped, and restarts on the same nodes", null, List.of());
      case SUSPEND -> waits(job, "is stopped, and is suspended then", null, List.of(resume(job)));
    };
  }

  private static ExplanationView recovers(Job job, @Nullable Cause cause) {
    int before = job.recoveries().restarts();
    String words = cause == null ? "its ranks have ended" : cause.detail();
    String count =
        before == 0
            ? ""
            : " (%d of at most %d restarts without a new step are used)"
                .formatted(before, job.spec().recovery().maxRestarts());
    return waits(job, "restarts after " + words + count, cause, next(job, cause));
  }

  private static ExplanationView suspended(Job job) {
    return new ExplanationView(
        word(Verdict.WAITS),
        "%s is suspended: it holds no capacity and goes on when it is told to"
            .formatted(job.name()),
        null,
        List.of(),
        List.of("somebody resumes it"),
        List.of(resume(job)),
        null);
  }

  private static ExplanationView waits(
      Job job, String what, @Nullable Cause cause, List<String> next) {
    return new ExplanationView(
        word(Verdict.WAITS),
        "%s %s".formatted(job.name(), what),
        view(cause),
        List.of(),
        List.of(),
        next,
        null);
  }

  private static String resume(Job job) {
    return "muster resume " + job.nameInCommands();
  }

  private static List<String> next(Job job, @Nullable Cause cause) {
    return cause == null ? List.of() : List.of(Remedies.logs(job, cause));
  }

  private static @Nullable ExplanationView failure(Job job, Ending ending) {
    Cause cause = ending.cause();
    if (cause == null) {
      return null;
    }
    return new ExplanationView(
        word(Verdict.FAILED),
        cause.detail(),
        view(cause),
        List.of(),
        List.of(),
        Remedies.of(job, cause),
        null);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
