package dev.muster.engine;

import static dev.muster.engine.Scenario.exited;
import static dev.muster.engine.Scenario.killed;
import static dev.muster.engine.Scenario.running;
import static dev.muster.engine.Scenario.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Verb;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.spi.ClaimId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private final Scenario two = Scenario.onCores(2);

  @BeforeEach
  void run() {
    two.submit("job", 1);
    two.run("job");
  }

  @Test
  void aSuspendedJobSavesGivesItsCapacityBackAndGoesOnFromItsCheckpoint() {
    ClaimId former = two.claim("job").id();
    two.order("job", Verb.SUSPEND);
    assertThat(two.directive("job").order()).isEqualTo(Order.STOP);
    assertThat(two.directive("job").saveSignal()).isEqualTo("SIGUSR1");
    assertThat(two.directive("job").graceSeconds()).isEqualTo(30);
    two.checkpoint("job", 120);
    assertThat(two.directive("job").saveSignal()).as("it has what it waited for").isNull();
    assertThat(two.directive("job").graceSeconds()).isEqualTo(5);
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));
    assertThat(two.state("job")).isEqualTo("suspended");
    assertThat(two.claim("job").wanted()).isFalse();
    two.released(former);

    two.order("job", Verb.RESUME);
    two.grant("job");
    two.report("job", 0, WorkerPhase.READY);
    assertThat(two.state("job")).as("the checkpoint is looked at first").isEqualTo("starting");
    two.inspected("job", 120, Scenario.CONTENT);
    assertThat(two.state("job")).isEqualTo("running");
    assertThat(two.job("job").attempt().resumed().step()).isEqualTo(120);
  }

  @Test
  void aCheckpointThatWasWrittenBeforeTheOrderIsNotTheOneThatIsWaitedFor() {
    two.tell(new Input.Order(two.job("job").id(), Verb.SUSPEND, "test", null, 6L));
    two.announce("job", 4);
    assertThat(two.directive("job").saveSignal()).isEqualTo("SIGUSR1");
    two.announce("job", 6);

    assertThat(two.directive("job").saveSignal()).isNull();
  }

  @Test
  void aSuspendedJobThatIsCancelledIsOver() {
    two.order("job", Verb.SUSPEND);
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));
    two.cancel("job");

    assertThat(two.state("job")).isEqualTo("cancelled");
  }

  @Test
  void aSuspendedJobKeepsItsNameAcrossARestartOfTheServer() {
    two.order("job", Verb.SUSPEND);
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));
    two.crash();

    assertThat(((Step.Rejected) two.submit("job", 2)).rejection().code())
        .isEqualTo("name.conflict");
  }

  @Test
  void aJobThatIsResumedWhileItIsBeingSuspendedStaysOnItsNodes() {
    ClaimId claim = two.claim("job").id();
    two.order("job", Verb.SUSPEND);
    two.order("job", Verb.RESUME);
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    assertThat(two.state("job")).isEqualTo("starting");
    assertThat(two.claim("job").id()).isEqualTo(claim);
  }

  @Test
  void aQueuedJobIsSuspendedAtOnceAndKeepsItsPlaceByAge() {
    two.submit("second", 2);
    two.submit("third", 2);
    two.order("second", Verb.SUSPEND);
    assertThat(two.state("second")).isEqualTo("suspended");
    two.order("second", Verb.RESUME);
    two.fail("job", exited(0, 127, 5));
    two.released(two.claim("job").id());

    assertThat(two.state("second")).isEqualTo("admitted");
    assertThat(two.state("third")).isEqualTo("queued");
  }

  @Test
  void aRestartSavesAndStaysOnTheNodes() {
    two.order("job", Verb.RESTART);
    assertThat(two.directive("job").saveSignal()).isEqualTo("SIGUSR1");
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    assertThat(two.state("job")).isEqualTo("starting");
    assertThat(two.job("job").epoch()).isEqualTo(2);
    assertThat(two.job("job").recoveries().restarts()).as("an order is not charged").isZero();
  }

  @Test
  void anOrderUnderTheSameKeyIsGivenOnce() {
    two.order("job", Verb.RESTART, "key-1");
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));
    two.runAgain("job");

    assertThat(two.order("job", Verb.RESTART, "key-1")).isInstanceOf(Step.Ignored.class);
    assertThat(two.state("job")).isEqualTo("running");
  }

  @Test
  void aKeyThatWasUsedForAnotherOrderIsRefused() {
    two.order("job", Verb.RESTART, "key-1");

    assertThat(((Step.Rejected) two.order("job", Verb.CANCEL, "key-1")).rejection().code())
        .isEqualTo("idempotency.reused");
  }

  @Test
  void aSecondCancelLeavesLessTimeAndAThirdNone() {
    two.cancel("job");
    assertThat(two.directive("job").saveSignal()).isEqualTo("SIGUSR1");
    two.cancel("job");
    assertThat(two.directive("job").saveSignal()).isNull();
    assertThat(two.directive("job").graceSeconds()).isEqualTo(30);
    two.cancel("job");

    assertThat(two.directive("job").graceSeconds()).isEqualTo(5);
  }

  @Test
  void aJobThatIsCancelledWhileItRecoversIsCancelled() {
    two.report("job", 0, WorkerPhase.RUNNING, killed(0, 9), running(1));
    two.cancel("job");
    two.report("job", 0, WorkerPhase.STOPPED, killed(0, 9), stopped(1));

    assertThat(two.state("job")).isEqualTo("cancelled");
  }

  @Test
  void aJobThatIsCancelledWhileItsNextAttemptStartsIsCancelled() {
    two.fail("job", killed(0, 9));
    two.cancel("job");
    two.report("job", 0, WorkerPhase.STOPPED);

    assertThat(two.state("job")).isEqualTo("cancelled");
  }

  @Test
  void whatHasEndedTakesNoOrderAndSaysWhatToDo() {
    two.fail("job", exited(0, 127, 5));

    Step.Rejected refused = (Step.Rejected) two.order("job", Verb.SUSPEND);
    assertThat(refused.rejection().code()).isEqualTo("job.finished");
    assertThat(refused.rejection().explanation().next()).isNotEmpty();
  }

  @Test
  void aSuspendedJobCannotBeRestartedAndTheRefusalNamesTheOrderThatWorks() {
    two.order("job", Verb.SUSPEND);
    two.report("job", 0, WorkerPhase.STOPPED, stopped(0), stopped(1));

    Step.Rejected refused = (Step.Rejected) two.order("job", Verb.RESTART);
    assertThat(refused.rejection().explanation().next()).containsExactly("muster resume job");
  }
}
