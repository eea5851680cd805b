package dev.muster.engine;

import static dev.muster.engine.Scenario.exited;
import static dev.muster.engine.Scenario.running;
import static dev.muster.engine.Scenario.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Effect;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.Cause;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeTest {
  private final Scenario two = Scenario.onCores(2);

  @Test
  void aJobSucceedsWhenEveryRankEndsWithZeroAndItsCapacityGoesBack() {
    two.submit("good", 1);
    two.run("good");
    two.report("good", 0, WorkerPhase.RUNNING, exited(0, 0, 5), exited(1, 0, 6));
    assertThat(two.state("good")).isEqualTo("draining");
    two.report("good", 0, WorkerPhase.STOPPED, exited(0, 0, 5), exited(1, 0, 6));

    assertThat(two.state("good")).isEqualTo("succeeded");
    assertThat(two.due()).singleElement().isInstanceOf(Effect.ReleaseClaim.class);
    assertThat(two.journal.history("good"))
        .containsSubsequence(
            "job.submitted",
            "job.admitted",
            "attempt.started",
            "attempt.running",
            "rank.exited",
            "attempt.ended",
            "job.finished");
  }

  @Test
  void ranksStartOnlyWhenEveryNodeIsReady() {
    two.submit("pair", 2);
    two.grant("pair");
    two.report("pair", 0, WorkerPhase.READY);
    assertThat(two.state("pair")).isEqualTo("starting");
    two.report("pair", 1, WorkerPhase.READY);

    assertThat(two.state("pair")).isEqualTo("running");
  }

  @Test
  void theRankThatEndedFirstIsTheCauseAlsoWhenItsNodeReportsLater() {
    two.submit("pair", 2);
    two.grant("pair");
    two.report("pair", 0, WorkerPhase.READY);
    two.report("pair", 1, WorkerPhase.READY);
    two.report("pair", 0, WorkerPhase.RUNNING, exited(0, 1, 2_000), running(1));
    two.report("pair", 1, WorkerPhase.RUNNING, exited(2, 3, 100), running(3));
    two.report("pair", 0, WorkerPhase.STOPPED, exited(0, 1, 2_000), stopped(1));
    two.report("pair", 1, WorkerPhase.STOPPED, exited(2, 3, 100), stopped(3));

    Cause cause = two.job("pair").attempts().getFirst().ending().cause();
    assertThat(cause.rank()).isEqualTo(2);
    assertThat(cause.node()).isEqualTo(1);
    assertThat(cause.detail()).isEqualTo("rank 2 exited with code 3");
    assertThat(cause.lastLines()).containsExactly("bye");
  }

  @Test
  void aCancelledJobEndsWhenItsLastProcessHasGone() {
    two.submit("going", 1);
    two.run("going");
    two.cancel("going");
    assertThat(two.state("going")).isEqualTo("draining");
    two.report("going", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    assertThat(two.state("going")).isEqualTo("cancelled");
  }

  @Test
  void aGangThatDoesNotReportItsEndIsGivenUpAfterTwoGracesAndAMinute() {
    two.submit("mute", 1);
    two.run("mute");
    two.cancel("mute");
    two.pass(Duration.ofSeconds(110));
    assertThat(two.state("mute")).isEqualTo("draining");
    two.pass(Duration.ofSeconds(11));

    assertThat(two.state("mute")).isEqualTo("cancelled");
    assertThat(two.claim("mute").wanted()).isFalse();
  }

  @Test
  void capacityComesFreeOnlyWhenTheProviderConfirmed() {
    two.submit("first", 2);
    two.submit("second", 2);
    ClaimId claim = two.claim("first").id();
    two.cancel("first");
    assertThat(two.state("second")).as("while the nodes may exist").isEqualTo("queued");
    two.released(claim);

    assertThat(two.state("second")).isEqualTo("admitted");
  }

  @Test
  void anUnknownAnswerDoesNotUndoAGrant() {
    two.submit("foggy", 1);
    two.run("foggy");
    two.claimed("foggy", new ClaimState.Unknown(Fault.of(FaultCode.PROVIDER_OUTAGE, "down")));

    assertThat(two.state("foggy")).isEqualTo("running");
    assertThat(two.claim("foggy").observed()).isInstanceOf(ClaimState.Granted.class);
  }

  @Test
  void aLostNodeGivesTheClaimBackAndTheJobTakesAnotherOnceThatIsConfirmed() {
    two.submit("unlucky", 1);
    two.run("unlucky");
    ClaimId former = two.claim("unlucky").id();
    two.claimed("unlucky", new ClaimState.Vanished(Fault.of(FaultCode.NODE_LOST, "node 0 died")));
    assertThat(two.state("unlucky")).as("its ranks may still live").isEqualTo("queued");
    assertThat(two.reason("unlucky")).isEqualTo("its former nodes are being given back");
    assertThat(two.due()).singleElement().isInstanceOf(Effect.ReleaseClaim.class);
    two.released(former);
    two.run("unlucky");

    assertThat(two.job("unlucky").attempts()).hasSize(2);
    assertThat(two.job("unlucky").epoch()).isEqualTo(2);
  }

  @Test
  void aClaimThatWasLostOnItsWayIsSentAgainUnderTheSameId() {
    two.submit("lost", 1);
    ClaimId claim = two.claim("lost").id();
    two.due();
    two.claimed("lost", new ClaimState.Unknown(Fault.of(FaultCode.UNKNOWN_OUTCOME, "timeout")));
    two.pass(Duration.ofSeconds(1));
    assertThat(two.due()).singleElement().isInstanceOf(Effect.ObserveClaim.class);
    two.claimed("lost", new ClaimState.Vanished(Fault.of(FaultCode.NOT_FOUND, "no such")));
    two.pass(Duration.ofSeconds(1));

    assertThat(two.due()).singleElement().isInstanceOf(Effect.RequestClaim.class);
    assertThat(two.claim("lost").id()).isEqualTo(claim);
  }

  @Test
  void aStockoutPutsTheJobBackInItsPlaceForAWhile() {
    two.submit("early", 1);
    two.claimed("early", new ClaimState.Denied(Fault.of(FaultCode.CAPACITY_STOCKOUT, "none left")));
    assertThat(two.state("early")).isEqualTo("queued");
    assertThat(two.reason("early")).isEqualTo("none left");
    two.pass(Duration.ofSeconds(14));
    assertThat(two.state("early")).isEqualTo("queued");
    two.pass(Duration.ofSeconds(2));

    assertThat(two.state("early")).isEqualTo("admitted");
  }

  @Test
  void aSecondAgentProcessForANodeIsRefused() {
    two.submit("twin", 1);
    two.grant("twin");
    two.report("twin", 0, WorkerPhase.IDLE);
    Step second = two.report("twin", 0, "impostor", WorkerPhase.IDLE);

    assertThat(((Step.Rejected) second).rejection().code()).isEqualTo("worker.stale");
  }

  @Test
  void nodesThatNeverJoinAreGivenBackAndTheCauseSaysHowManyDid() {
    two.submit("pair", 2);
    two.grant("pair");
    two.report("pair", 0, WorkerPhase.IDLE);
    two.pass(Duration.ofMinutes(6));

    Cause cause = two.job("pair").attempts().getFirst().ending().cause();
    assertThat(two.state("pair")).isEqualTo("queued");
    assertThat(cause.detail()).startsWith("1 of 2 nodes joined");
  }

  @Test
  void aRestartedServerGoesOnWhereTheJournalStands() {
    two.submit("survivor", 1);
    two.run("survivor");
    two.crash();
    two.report("survivor", 0, WorkerPhase.RUNNING, exited(0, 0, 5), exited(1, 0, 6));
    two.report("survivor", 0, WorkerPhase.STOPPED, exited(0, 0, 5), exited(1, 0, 6));

    assertThat(two.state("survivor")).isEqualTo("succeeded");
  }

  @Test
  void aReportOfAnotherEpochChangesNothing() {
    two.submit("fenced", 1);
    two.run("fenced");
    Worker former = two.core().world().workers(two.claim("fenced").id()).get(0);
    Worker stale =
        new Worker(
            former.claim(), 0, former.instance(), 7, WorkerPhase.STOPPED, null, List.of(), null);

    assertThat(two.tell(new Input.WorkerReported(stale))).isInstanceOf(Step.Ignored.class);
    assertThat(two.state("fenced")).isEqualTo("running");
  }

  @Test
  void aRefusalThatComesTooLateIsALossOfNodes() {
    two.submit("late", 1);
    two.run("late");
    two.claimed("late", new ClaimState.Denied(Fault.of(FaultCode.CAPACITY_STOCKOUT, "none")));

    assertThat(two.job("late").attempts().getFirst().ending().cause().detail()).isEqualTo("none");
  }

  @Test
  void aClaimIsAskedForAgainAfterTheDiskCouldNotBeWritten() {
    two.submit("patient", 1);
    two.due();
    two.journal.full = true;
    assertThatThrownBy(() -> two.grant("patient")).isInstanceOf(JournalException.class);
    two.journal.full = false;
    two.pass(Duration.ofSeconds(6));

    assertThat(two.due()).singleElement().isInstanceOf(Effect.RequestClaim.class);
  }
}
