package dev.muster.server.jobs;

import dev.muster.api.BlockerView;
import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
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
      case JobState.Draining draining -> failure(job, draining.ending());
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
        ? plain(Verdict.RUNNABLE_NOW, "%s is %s".formatted(job.name(), job.state().word()))
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
        List.of(logsOf(job, cause), "muster describe " + job.spec().name()),
        null);
  }

  private static String logsOf(Job job, Cause cause) {
    String command = "muster logs " + job.spec().name();
    if (cause.rank() != null) {
      return command + " --rank " + cause.rank();
    }
    return cause.node() == null ? command : command + " --node " + cause.node();
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
