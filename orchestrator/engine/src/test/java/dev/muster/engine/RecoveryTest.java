package dev.muster.engine;

import static dev.muster.engine.Scenario.exited;
import static dev.muster.engine.Scenario.killed;
import static dev.muster.engine.Scenario.running;
import static dev.muster.engine.Scenario.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Effect;
import dev.muster.engine.world.Verb;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.LogPattern;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.Cause;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private final Scenario two = Scenario.onCores(2);

  @Test
  void aKilledRankStartsTheGangAgainOnTheSameNodesUnderANewEpoch() {
    two.submit("phoenix", 1);
    two.run("phoenix");
    ClaimId claim = two.claim("phoenix").id();
    two.report("phoenix", 0, WorkerPhase.RUNNING, killed(0, 9), running(1));
    assertThat(two.state("phoenix")).isEqualTo("draining");
    assertThat(two.directive("phoenix").order()).isEqualTo(Order.STOP);
    assertThat(two.directive("phoenix").graceSeconds()).isEqualTo(5);
    assertThat(two.directive("phoenix").saveSignal()).as("nobody asks a broken gang").isNull();
    two.report("phoenix", 0, WorkerPhase.STOPPED, killed(0, 9), stopped(1));

    assertThat(two.state("phoenix")).isEqualTo("starting");
    assertThat(two.directive("phoenix").order()).isEqualTo(Order.PREPARE);
    assertThat(two.directive("phoenix").epoch()).isEqualTo(2);
    two.runAgain("phoenix");
    assertThat(two.state("phoenix")).isEqualTo("running");
    assertThat(two.claim("phoenix").id()).isEqualTo(claim);
    Cause cause = two.job("phoenix").attempts().getFirst().ending().cause();
    assertThat(cause.code()).isEqualTo(FaultCode.RANK_SIGNALLED);
    assertThat(cause.detail()).isEqualTo("rank 0 was ended by SIGKILL");
  }

  @Test
  void theSameFaultOfTheUserThreeTimesWithoutAStepIsFinalWithItsLastLines() {
    two.submit("buggy", 1);
    two.run("buggy");
    two.fail("buggy", exited(0, 1, 5));
    two.runAgain("buggy");
    two.fail("buggy", exited(1, 1, 5));
    two.runAgain("buggy");
    two.fail("buggy", exited(0, 1, 5));

    assertThat(two.state("buggy")).isEqualTo("failed");
    Cause cause = ((JobState.Finished) two.job("buggy").state()).ending().cause();
    assertThat(cause.code()).isEqualTo(FaultCode.USER_EXIT);
    assertThat(cause.detail()).contains("the same 3 times without a new step");
    assertThat(cause.lastLines()).containsExactly("bye");
    assertThat(two.job("buggy").attempts()).hasSize(3);
  }

  @Test
  void aNewStepForgivesWhatFailedBeforeItAndAnOldOneDoesNot() {
    two.submit("slow", 1);
    two.run("slow");
    for (int round = 1; round <= 7; round++) {
      two.reach("slow", 10L * round);
      two.fail("slow", exited(0, 1, 5));
      assertThat(two.state("slow")).as("round %d", round).isEqualTo("starting");
      two.runAgain("slow");
    }
    two.reach("slow", 70);
    two.fail("slow", exited(0, 1, 5));
    two.runAgain("slow");
    two.reach("slow", 69);
    two.fail("slow", exited(0, 1, 5));

    assertThat(two.state("slow")).isEqualTo("failed");
  }

  @Test
  void signalsFromOutsideAreNeverTheUsersFaultButEndAtTheLimitOfRestarts() {
    two.submit("hunted", new RecoverySpec(4, null, List.of()));
    two.run("hunted");
    for (int round = 1; round <= 4; round++) {
      two.fail("hunted", killed(0, 9));
      two.runAgain("hunted");
    }
    two.fail("hunted", killed(0, 9));

    Cause cause = ((JobState.Finished) two.job("hunted").state()).ending().cause();
    assertThat(two.job("hunted").attempts()).hasSize(5);
    assertThat(cause.detail())
        .isEqualTo("rank 0 was ended by SIGKILL (4 restarts without a new step)");
  }

  @Test
  void noRestartsAtAllIsObeyed() {
    two.submit("once", new RecoverySpec(0, null, List.of()));
    two.run("once");
    two.fail("once", exited(0, 1, 5));

    assertThat(two.state("once")).isEqualTo("failed");
    assertThat(two.job("once").attempts()).hasSize(1);
  }

  @Test
  void aCommandThatIsNotFoundIsNotTriedAgain() {
    two.submit("typo", 1);
    two.run("typo");
    two.fail("typo", exited(0, 127, 5));

    assertThat(two.state("typo")).isEqualTo("failed");
  }

  @Test
  void theManifestsRulesGoFirst() {
    two.submit("ruled", rules(new RecoveryRule(new RecoveryRule.ExitCode(137), Action.STOP)));
    two.run("ruled");
    two.fail("ruled", killed(0, 9));

    assertThat(two.state("ruled")).as("128 + 9 is how a shell says it").isEqualTo("failed");
  }

  @Test
  void aRuleMayReplaceTheNodes() {
    two.submit("moved", rules(new RecoveryRule(new RecoveryRule.ExitCode(7), Action.REPLACE_NODE)));
    two.run("moved");
    ClaimId former = two.claim("moved").id();
    two.fail("moved", exited(0, 7, 5));
    assertThat(two.state("moved")).isEqualTo("queued");
    two.released(former);

    assertThat(two.claim("moved").id()).isNotEqualTo(former);
    assertThat(two.state("moved")).isEqualTo("admitted");
  }

  @Test
  void aLineThatARuleLooksForStopsAGangThatWouldGoOn() {
    two.submit("lines", rules(new RecoveryRule(new RecoveryRule.LogLine("ECC"), Action.STOP)));
    two.run("lines");
    assertThat(two.directive("lines").launch().logPatterns())
        .containsExactly(new LogPattern(0, "ECC"));
    RankReport matched =
        new RankReport(
            0, 100, false, null, null, false, 0, List.of(), false, new LogMatch(0, "bad ECC"));
    two.report("lines", 0, WorkerPhase.RUNNING, matched, running(1));
    two.report("lines", 0, WorkerPhase.STOPPED, matched, stopped(1));

    Cause cause = ((JobState.Finished) two.job("lines").state()).ending().cause();
    assertThat(cause.code()).isEqualTo(FaultCode.RULE_MET);
    assertThat(cause.lastLines()).containsExactly("bad ECC");
  }

  @Test
  void aMetricThatMeetsARuleStopsTheJob() {
    RecoveryRule.Metric nan = new RecoveryRule.Metric("loss", RecoveryRule.Comparison.NAN, 0);
    two.submit("nan", rules(new RecoveryRule(nan, Action.STOP)));
    two.run("nan");
    two.tell(new Input.MetricMatched(two.job("nan").id(), 1, 0, 1, "loss is nan at step 7"));
    two.report("nan", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    Cause cause = ((JobState.Finished) two.job("nan").state()).ending().cause();
    assertThat(cause.detail()).startsWith("rank 1: loss is nan at step 7");
  }

  @Test
  void aGangThatHangsStartsAgain() {
    two.submit("stuck", 1);
    two.run("stuck");
    two.tell(new Input.RanksHung(two.job("stuck").id(), 1, Duration.ofMinutes(10), 1));
    two.report("stuck", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    assertThat(two.state("stuck")).isEqualTo("starting");
    assertThat(two.job("stuck").attempts().getFirst().ending().cause().code())
        .isEqualTo(FaultCode.RANKS_HUNG);
  }

  @Test
  void theSameHangThreeTimesWithoutAStepIsFinalHoweverLongItWasWatched() {
    two.submit("stuck", 1);
    two.run("stuck");
    hang(1, Duration.ofMinutes(10), 1);
    two.runAgain("stuck");
    hang(2, Duration.ofSeconds(601), 0);
    two.runAgain("stuck");
    hang(3, Duration.ofMinutes(10), null);

    assertThat(two.state("stuck")).isEqualTo("failed");
  }

  private void hang(int attempt, Duration without, @Nullable Integer slowest) {
    two.tell(new Input.RanksHung(two.job("stuck").id(), attempt, without, slowest));
    two.report("stuck", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));
  }

  @Test
  void connectionErrorsAreNotTheRootOfWhatALostPeerBegan() {
    two.submit("pair", 2);
    two.grant("pair");
    two.report("pair", 0, WorkerPhase.READY);
    two.report("pair", 1, WorkerPhase.READY);
    RankReport victim =
        new RankReport(0, 100, true, 1, null, false, 1_000, List.of("Connection reset by peer"));
    RankReport root = new RankReport(2, 102, true, null, 9, false, 1_040, List.of());
    two.report("pair", 0, WorkerPhase.RUNNING, victim, running(1));
    two.report("pair", 1, WorkerPhase.RUNNING, root, running(3));
    two.report("pair", 0, WorkerPhase.STOPPED, victim, stopped(1));
    two.report("pair", 1, WorkerPhase.STOPPED, root, stopped(3));

    Cause cause = two.job("pair").attempts().getFirst().ending().cause();
    assertThat(cause.rank()).isEqualTo(2);
  }

  @Test
  void aLostNodeIsTheRootOfItsPeersConnectionErrors() {
    two.submit("pair", 2);
    two.grant("pair");
    two.report("pair", 0, WorkerPhase.READY);
    two.report("pair", 1, WorkerPhase.READY);
    RankReport victim =
        new RankReport(0, 100, true, 1, null, false, 9, List.of("BrokenPipeError: [Errno 32]"));
    two.report("pair", 0, WorkerPhase.RUNNING, victim, running(1));
    two.claimed("pair", new ClaimState.Vanished(Fault.of(FaultCode.NODE_LOST, "node 1 died")));

    Cause cause = two.job("pair").attempts().getFirst().ending().cause();
    assertThat(cause.code()).isEqualTo(FaultCode.NODE_LOST);
    assertThat(two.state("pair")).isEqualTo("queued");
    assertThat(two.reason("pair")).isEqualTo("its former nodes are being given back");
  }

  @Test
  void aClaimIsLookedAtMoreOftenWhileItsGangEnds() {
    two.submit("worry", 1);
    two.run("worry");
    two.due();
    two.grant("worry");
    two.pass(Duration.ofSeconds(2));
    assertThat(two.due()).isEmpty();
    two.report("worry", 0, WorkerPhase.RUNNING, killed(0, 9), running(1));

    assertThat(two.due()).singleElement().isInstanceOf(Effect.ObserveClaim.class);
  }

  @Test
  void aRaceLostForThePortIsNotCharged() {
    two.submit("racer", new RecoverySpec(1, null, List.of()));
    two.run("racer");
    RankReport taken =
        new RankReport(0, 100, true, 1, null, false, 5, List.of("EADDRINUSE, port 29500"));
    two.fail("racer", taken);
    two.runAgain("racer");
    two.fail("racer", exited(0, 1, 5));

    assertThat(two.state("racer")).as("the one restart is still there").isEqualTo("starting");
  }

  @Test
  void aSilentNodeIsWaitedForAndThenGivenUp() {
    two.submit("quiet", 1);
    two.run("quiet");
    ClaimId claim = two.claim("quiet").id();
    two.tell(new Input.WorkerSilent(claim, 0, "agent-0", Duration.ofSeconds(45)));
    assertThat(two.state("quiet")).isEqualTo("running");
    two.tell(new Input.WorkerSilent(claim, 0, "agent-0", Duration.ofMinutes(3)));

    assertThat(two.claim("quiet").wanted()).isFalse();
    assertThat(two.job("quiet").attempts().getFirst().ending().cause().detail())
        .isEqualTo("nothing heard of node 0 for 180 s");
  }

  @Test
  void whatPassedWhileEverythingSleptEndsNoWait() {
    two.submit("sleeper", 1);
    two.grant("sleeper");
    two.sleep(Duration.ofMinutes(10));
    assertThat(two.state("sleeper")).isEqualTo("starting");
    two.pass(Duration.ofMinutes(4));
    assertThat(two.state("sleeper")).isEqualTo("starting");
    two.pass(Duration.ofMinutes(2));

    assertThat(two.job("sleeper").attempts().getFirst().ending().cause().code())
        .isEqualTo(FaultCode.RENDEZVOUS_TIMEOUT);
  }

  private static RecoverySpec rules(RecoveryRule... rules) {
    return new RecoverySpec(5, null, List.of(rules));
  }

  @Test
  void nodesThatAreLostBeforeAnythingStartedCostNoRestart() {
    two.submit("unlucky", new RecoverySpec(0, null, List.of()));
    two.claimed("unlucky", new ClaimState.Requested());
    ClaimId former = two.claim("unlucky").id();
    two.claimed("unlucky", new ClaimState.Vanished(Fault.of(FaultCode.NODE_LOST, "gone")));
    assertThat(two.state("unlucky")).isEqualTo("queued");
    two.released(former);
    assertThat(two.state("unlucky")).isEqualTo("admitted");
    two.run("unlucky");
  }

  @Test
  void whatEndsAJobEndsItAlsoWhenItsNodesAreLostOnTheWay() {
    RecoveryRule rule = new RecoveryRule(new RecoveryRule.ExitCode(4), Action.STOP);
    two.submit("final", new RecoverySpec(5, null, List.of(rule)));
    two.run("final");
    two.report("final", 0, WorkerPhase.RUNNING, exited(0, 4, 5), running(1));
    two.claimed("final", new ClaimState.Vanished(Fault.of(FaultCode.NODE_LOST, "gone")));
    assertThat(two.state("final")).isEqualTo("failed");
  }

  @Test
  void anAgentThatIsGoneBeforeTheNextAttemptIsNotWaitedForWithoutEnd() {
    two.submit("halved", 1);
    two.run("halved");
    ClaimId former = two.claim("halved").id();
    two.fail("halved", killed(0, 9));
    assertThat(two.state("halved")).isEqualTo("starting");
    two.pass(Duration.ofMinutes(6));
    assertThat(two.state("halved")).isEqualTo("queued");
    two.released(former);
    assertThat(two.state("halved")).isEqualTo("admitted");
  }

  @Test
  void anAttemptThatIsSuspendedWhileItFailsStillNamesTheRoot() {
    two.submit("asked", 1);
    two.run("asked");
    RankReport follower =
        new RankReport(1, 101, true, 1, null, false, 9, List.of("Connection reset by peer"));
    two.report("asked", 0, WorkerPhase.RUNNING, running(0), follower);
    two.order("asked", Verb.SUSPEND);
    two.report("asked", 0, WorkerPhase.STOPPED, killed(0, 11), follower);
    assertThat(two.state("asked")).isEqualTo("suspended");
    Cause cause = two.job("asked").attempts().getFirst().ending().cause();
    assertThat(cause.code()).isEqualTo(FaultCode.RANK_CRASHED);
  }
}
