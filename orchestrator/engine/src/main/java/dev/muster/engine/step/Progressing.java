package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.model.JobId;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.spi.FaultCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the training itself says: that it goes on, that it does not, that it goes wrong. */
final class Progressing {
  private Progressing() {}

  static Outcome reached(Draft draft, Input.StepReached reached) {
    Job job = attempting(draft, reached.job(), reached.attempt());
    if (job == null || reached.step() <= job.recoveries().bestStep()) {
      return Outcome.ignored("no new step");
    }
    Recoveries former = job.recoveries();
    draft.put(job.with(former.reached(reached.step())));
    if (former.bestStep() == 0 || former.root() != null) {
      draft.record(
          job.id(),
          EventType.ATTEMPT_STEPPED,
          "attempt %d reached the new step %d".formatted(reached.attempt(), reached.step()),
          "step",
          "" + reached.step());
    }
    return draft.outcome("no new step");
  }

  static Outcome hung(Draft draft, Input.RanksHung hung) {
    Job job = attempting(draft, hung.job(), hung.attempt());
    if (job == null || !(job.state() instanceof JobState.Running)) {
      return Outcome.ignored("the attempt does not run");
    }
    String slowest = hung.slowest() == null ? "" : ", rank %d is behind".formatted(hung.slowest());
    Cause cause =
        new Cause(
            FaultCode.RANKS_HUNG,
            hung.slowest(),
            null,
            "no step for %d s%s".formatted(hung.without().toSeconds(), slowest),
            List.of());
    Recovering.begin(draft, job, cause);
    return draft.outcome("hung");
  }

  static Outcome matched(Draft draft, Input.MetricMatched matched) {
    Job job = attempting(draft, matched.job(), matched.attempt());
    List<RecoveryRule> rules = job == null ? List.of() : job.spec().recovery().rules();
    if (job == null
        || !(job.state() instanceof JobState.Running)
        || matched.rule() >= rules.size()) {
      return Outcome.ignored("the attempt does not run");
    }
    Action action = rules.get(matched.rule()).action();
    FaultCode code = action == Action.REPLACE_NODE ? FaultCode.NODE_UNFIT : FaultCode.RULE_MET;
    Cause cause =
        new Cause(
            code,
            matched.rank(),
            matched.rank() / job.spec().resources().ranksPerNode(),
            "rank %d: %s, as rule %d of spec.recovery.rules looks for"
                .formatted(matched.rank(), matched.words(), matched.rule() + 1),
            List.of());
    if (action == Action.STOP) {
      Endings.stop(draft, job, Ending.failed(cause));
    } else {
      Recovering.begin(draft, job, cause);
    }
    return draft.outcome("matched");
  }

  /** The job, if this is its newest attempt and that has not ended. */
  private static @Nullable Job attempting(Draft draft, JobId id, int attempt) {
    Job job = draft.world().job(id);
    boolean live =
        job != null
            && job.attempt() != null
            && job.attempt().number() == attempt
            && job.attempt().endedAt() == null;
    return live ? job : null;
  }
}
