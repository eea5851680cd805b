package dev.muster.engine.step;

import static dev.muster.model.spec.RecoveryRule.Action.REPLACE_NODE;
import static dev.muster.model.spec.RecoveryRule.Action.RESTART;
import static dev.muster.model.spec.RecoveryRule.Action.STOP;

import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.spi.Blame;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ladder: each failure is met by the smallest answer that may heal it. A software fault starts
 * the gang anew on its nodes, a lost or unfit node gives the claim back and takes another, and what
 * can not heal by itself, or did not, ends the job. The manifest's rules go first; a new step
 * forgives everything before it.
 */
final class Recovering {
  /** How often in a row a fault of the user's may have the same root without a new step. */
  private static final int SAME_ROOT_MAX = 3;

  /** How many restarts in a row that are nobody's fault are not counted. */
  private static final int UNCHARGED_MAX = 3;

  /** What the manifest does not say; what is not listed restarts. */
  private static final Map<FaultCode, Action> BUILT_IN =
      Map.ofEntries(
          Map.entry(FaultCode.COMMAND_NOT_FOUND, STOP),
          Map.entry(FaultCode.ENVIRONMENT_FAILED, STOP),
          Map.entry(FaultCode.SETUP_FAILED, STOP),
          Map.entry(FaultCode.SECRET_MISSING, STOP),
          Map.entry(FaultCode.PORT_TAKEN, STOP),
          Map.entry(FaultCode.REQUEST_INVALID, STOP),
          Map.entry(FaultCode.USER_EXIT, RESTART),
          Map.entry(FaultCode.RANK_CRASHED, RESTART),
          Map.entry(FaultCode.RANK_SIGNALLED, RESTART),
          Map.entry(FaultCode.OUT_OF_MEMORY, RESTART),
          Map.entry(FaultCode.RANKS_HUNG, RESTART),
          Map.entry(FaultCode.RULE_MET, RESTART),
          Map.entry(FaultCode.RENDEZVOUS_PORT, RESTART),
          Map.entry(FaultCode.RENDEZVOUS_TIMEOUT, REPLACE_NODE),
          Map.entry(FaultCode.NODE_UNPREPARED, REPLACE_NODE),
          Map.entry(FaultCode.NODE_UNFIT, REPLACE_NODE),
          Map.entry(FaultCode.NODE_LOST, REPLACE_NODE),
          Map.entry(FaultCode.PREEMPTED, REPLACE_NODE));

  /** How a rank ended, without the rank. */
  private static final Pattern END_OF_RANK = Pattern.compile("rank \\d+ (.*)", Pattern.DOTALL);

  private Recovering() {}

  /** A failure was seen: the gang is stopped quickly, and then the answer is found. */
  static void begin(Draft draft, Job job, Cause cause) {
    Endings.drain(draft, job, Ending.failed(cause), Then.RECOVER, StopManner.QUICKLY);
  }

  /** The gang has ended: the answer to why. */
  static void answer(Draft draft, Job job, ClaimId claim, Cause cause, @Nullable Action ruled) {
    Recoveries counted = job.recoveries().failed(root(cause));
    Action action = action(cause, ruled);
    String exhausted = exhausted(job, cause, counted);
    if (action == STOP) {
      Endings.giveUp(draft, job.with(counted), claim, Ending.failed(cause));
    } else if (exhausted != null) {
      Endings.giveUp(draft, job.with(counted), claim, Ending.failed(after(cause, exhausted)));
    } else {
      goOn(draft, job.with(charge(cause, counted)), claim, cause, action);
    }
  }

  private static Action action(Cause cause, @Nullable Action ruled) {
    return ruled != null ? ruled : BUILT_IN.getOrDefault(cause.code(), RESTART);
  }

  /** Nodes are gone, or as good as gone: there is nothing left to stop in good order. */
  static void nodesLost(Draft draft, Job job, ClaimId claim, Cause cause) {
    switch (job.state()) {
      case JobState.Draining d when d.then() == Then.FINISH ->
          Endings.giveUp(draft, job, claim, endingOrLost(draft, job, d, cause));
      case JobState.Draining d when d.then() == Then.SUSPEND ->
          Endings.suspend(draft, job, endingOrLost(draft, job, d, cause));
      case JobState.Draining d when d.then() == Then.RECOVER ->
          answerWithoutNodes(draft, job, claim, d.ending(), cause);
      case JobState.Admitted a -> queue(draft, job, claim, cause);
      case JobState.Provisioning p -> queue(draft, job, claim, cause);
      default -> answer(draft, job, claim, cause, null);
    }
  }

  private static Ending endingOrLost(Draft draft, Job job, JobState.Draining draining, Cause lost) {
    return RootCause.endingOrLost(
        job.spec().recovery(), draining.ending(), lost, Gang.current(draft, job, draining.claim()));
  }

  /** What ends a job ends it also when its nodes are lost on the way. */
  private static void answerWithoutNodes(
      Draft draft, Job job, ClaimId claim, Ending ending, Cause lost) {
    RootCause root =
        RootCause.orLost(job.spec().recovery(), ending, lost, Gang.current(draft, job, claim));
    boolean stops = action(root.cause(), root.ruled()) == STOP;
    answer(draft, job, claim, root.cause(), stops ? STOP : REPLACE_NODE);
  }

  /** Starts the next attempt on the nodes of the last one. */
  static void startAgain(Draft draft, Job job, ClaimId claim) {
    Attempt next = Attempt.starting(job.attempts().size() + 1, job.epoch() + 1, claim, draft.now());
    draft.put(job.plus(next).in(new JobState.Starting(draft.now(), claim)));
    draft.record(
        job.id(),
        EventType.ATTEMPT_STARTED,
        "attempt %d starts".formatted(next.number()),
        "attempt",
        "" + next.number(),
        "epoch",
        "" + next.epoch());
  }

  private static void goOn(Draft draft, Job job, ClaimId claim, Cause cause, Action action) {
    Job closed = Endings.closeAttempt(draft, job, Ending.failed(cause));
    String how = action == REPLACE_NODE ? "on other nodes" : "on the same nodes";
    draft.record(
        job.id(),
        EventType.JOB_RECOVERS,
        "starts again %s after: %s".formatted(how, cause.detail()),
        "code",
        cause.code().word());
    if (action == REPLACE_NODE) {
      queue(draft, closed, claim, cause);
    } else {
      startAgain(draft, closed, claim);
    }
  }

  /** The job keeps its age, so it is first in line for what it gives back. */
  private static void queue(Draft draft, Job job, ClaimId claim, Cause cause) {
    draft.put(draft.claim(claim).unwanted());
    draft.record(job.id(), EventType.JOB_WAITING, "other nodes are looked for: " + cause.detail());
    draft.put(
        job.in(
            new JobState.Queued(
                draft.now(),
                Waits.of(
                    "other nodes are looked for: " + cause.detail(),
                    List.of(),
                    List.of("the former nodes are given back"),
                    List.of("muster describe " + job.nameInCommands()),
                    null))));
    Admission.run(draft);
  }

  private static Recoveries charge(Cause cause, Recoveries counted) {
    boolean nobodys = cause.code() == FaultCode.RENDEZVOUS_PORT;
    return nobodys && counted.uncharged() < UNCHARGED_MAX ? counted.forgiven() : counted.charged();
  }

  /** Why it does not go on although it might; null if it does. */
  private static @Nullable String exhausted(Job job, Cause cause, Recoveries counted) {
    boolean users = cause.code().blame() == Blame.USER;
    if (users && counted.sameRoot() >= SAME_ROOT_MAX) {
      return "the same %d times without a new step".formatted(counted.sameRoot());
    }
    int restartsMax = job.spec().recovery().maxRestarts();
    if (counted.restarts() >= restartsMax) {
      return restartsMax == 0
          ? "spec.recovery.maxRestarts is 0"
          : "%s without a new step".formatted(Counted.of(counted.restarts(), "restart"));
    }
    return null;
  }

  private static Cause after(Cause cause, String exhausted) {
    return new Cause(
        cause.code(),
        cause.rank(),
        cause.node(),
        "%s (%s)".formatted(cause.detail(), exhausted),
        cause.lastLines());
  }

  /**
   * Equal for failures of the same root, whichever rank was first this time, at whatever step and
   * after however long.
   */
  private static String root(Cause cause) {
    Matcher ended = END_OF_RANK.matcher(cause.detail());
    String exit = ended.matches() ? " " + ended.group(1) : "";
    String node = cause.code().blame() == Blame.USER ? "" : " on node " + cause.node();
    return Objects.requireNonNull(cause.code()).word() + exit + node;
  }
}
