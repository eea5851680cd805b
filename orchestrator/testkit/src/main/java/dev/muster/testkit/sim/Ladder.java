package dev.muster.testkit.sim;

import static dev.muster.testkit.sim.Simulation.require;

import dev.muster.engine.world.Job;
import dev.muster.model.run.Cause;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.spi.Blame;
import dev.muster.spi.FaultCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One job's way over the ladder, counted a second time: each restart is charged, a new step
 * forgives what was before it, and a job fails only when that is used up or the fault is final.
 */
final class Ladder {
  private static final int SAME_ROOT_MAX = 3;
  private static final int UNCHARGED_MAX = 3;
  private static final Set<FaultCode> FINAL =
      Set.of(FaultCode.SETUP_FAILED, FaultCode.COMMAND_NOT_FOUND);

  private long bestStep;
  private int restarts;
  private int uncharged;
  private int sameRoot;
  private @Nullable String root;

  /** The engine knows of a step. */
  void reached(Job job, long truth) {
    long told = job.recoveries().bestStep();
    require(told <= truth, "%s knows step %d of %d".formatted(job.id(), told, truth));
    require(told >= bestStep, "%s forgot step %d".formatted(job.id(), bestStep));
    if (told > bestStep) {
      bestStep = told;
      forgive();
    }
  }

  /** Its owner wants it started anew. */
  void forgive() {
    restarts = 0;
    uncharged = 0;
    sameRoot = 0;
    root = null;
  }

  /** It starts again after a failure. */
  void recovered(Job job, Cause cause) {
    count(cause);
    boolean nobodys = cause.code() == FaultCode.RENDEZVOUS_PORT && uncharged < UNCHARGED_MAX;
    uncharged += nobodys ? 1 : 0;
    restarts += nobodys ? 0 : 1;
    int allowed = job.spec().recovery().maxRestarts();
    require(restarts <= allowed, "%s: restart %d of %d".formatted(job.id(), restarts, allowed));
    require(
        cause.code().blame() != Blame.USER || sameRoot < SAME_ROOT_MAX,
        "%s starts again after %d times %s".formatted(job.id(), sameRoot, root));
    require(
        ruled(job, cause) != Action.STOP,
        "%s goes on against a rule: %s".formatted(job.id(), cause));
  }

  private void count(Cause cause) {
    String words = cause.detail().replaceFirst("rank \\d+ ", "").replaceFirst(" \\([^()]*\\)$", "");
    boolean users = cause.code().blame() == Blame.USER;
    String now = cause.code().word() + (cause.rank() == null ? "" : words);
    now += users ? "" : " on " + cause.node();
    sameRoot = now.equals(root) ? sameRoot + 1 : 1;
    root = now;
  }

  /** It has failed for good. */
  void failed(Job job, Cause cause) {
    count(cause);
    String words = cause.detail();
    int allowed = job.spec().recovery().maxRestarts();
    boolean same = words.contains("times without a new step)");
    boolean many = words.contains("without a new step)") || words.contains("maxRestarts is 0)");
    boolean justified =
        FINAL.contains(cause.code())
            || ruled(job, cause) == Action.STOP
            || (same && sameRoot >= SAME_ROOT_MAX && cause.code().blame() == Blame.USER)
            || (!same && many && restarts >= allowed);
    require(
        justified,
        "%s gives up after %d restarts, %d of one root: %s"
            .formatted(job.id(), restarts, sameRoot, cause));
  }

  private static @Nullable Action ruled(Job job, Cause cause) {
    for (RecoveryRule rule : job.spec().recovery().rules()) {
      boolean met =
          switch (rule.on()) {
            case RecoveryRule.ExitCode(int code) ->
                cause.code() == FaultCode.USER_EXIT
                    && cause.detail().matches("rank \\d+ exited with code " + code + "( .*)?");
            case RecoveryRule.LogLine line -> cause.code() == FaultCode.RULE_MET;
            case RecoveryRule.Metric metric -> false;
          };
      if (met) {
        return rule.action();
      }
    }
    return null;
  }
}
