package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.AttemptView;
import dev.muster.api.CheckpointView;
import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.client.JobOrder;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders to suspend, resume, restart and cancel, wherever the job is on its way. */
class OrdersTest {
  /** Far less than the grace of the jobs that do not save in time. */
  private static final Duration HURRIED = Duration.ofSeconds(30);

  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void aJobThatSavesWhenAskedIsSuspendedAndResumedWithoutLosingAStep() throws Exception {
    Drill drill = drill("rested").holding("step-6", 0).holding("asked", 0);
    Standing standing = drill.submitAndStand("step-6", 0);

    drill.struck();
    command("suspend", "rested");
    JobView rested = drill.await(JobView::suspended);
    drill.assertNobodyIsLeft();
    Awaitility.await("the capacity that is given back")
        .atMost(Drill.GONE_MAX)
        .until(() -> !standing.agent().alive());
    assertThat(rested.attempts().getLast().state()).isEqualTo("stopped");
    drill.letGo("asked", 0);
    command("resume", "rested");

    JobView job = drill.succeeded();
    assertThat(Drill.resumedFrom(job)).isEqualTo(6);
    assertThat(drill.recovery().stepsLost()).isZero();
    drill.assertLogsAsWritten(1, 2);
    table.met("suspend and resume", drill.recovery());
  }

  @Test
  void aJobThatDoesNotKnowTheSignalIsSuspendedAtOnceAndGoesOnFromItsLastCheckpoint()
      throws Exception {
    Drill drill = drill("deaf").variable("DRILL_SIGNAL", "none").holding("step-6", 0);
    drill.submitAndStand("step-6", 0);

    drill.struck();
    drill.order(JobOrder.SUSPEND);
    drill.await(JobView::suspended);
    assertThat(drill.sinceStruck().took()).as("nobody waits for the grace").isLessThan(HURRIED);
    drill.letGo("step-6", 0);
    drill.order(JobOrder.RESUME);

    assertThat(Drill.resumedFrom(drill.succeeded())).isEqualTo(4);
    table.met("suspend without a handler, and resume", drill.recovery());
  }

  @Test
  void aRestartBeginsAnotherAttemptInPlaceWithoutLosingAStep() throws Exception {
    Drill drill = drill("renewed").holding("step-6", 0).holding("asked", 0);
    Standing standing = drill.submitAndStand("step-6", 0);

    drill.struck();
    drill.order(JobOrder.RESTART);
    drill.standing("asked", 0);
    drill.await(job -> job.attempts().size() == 2);
    drill.letGo("asked", 0);

    JobView job = drill.succeeded();
    assertThat(Drill.resumedFrom(job)).isEqualTo(6);
    assertThat(drill.traces().agents(2)).contains(standing.agent().pid());
    assertThat(drill.recovery().stepsLost()).isZero();
    table.met("restart", drill.recovery());
  }

  @Test
  void aJobCancelledWhileItStartsEndsWithItsSetup() throws Exception {
    Path there = OWN.folder().resolve("setup-began");
    Drill drill =
        Drill.of(OWN.muster(), OWN.folder(), "starting")
            .spec("setup: touch %s; sleep 600 & exec sleep 600".formatted(there));
    drill.submit();
    drill.await(job -> Files.exists(there));

    drill.struck();
    cancelled(drill, "cancel while starting");
  }

  @Test
  void aJobCancelledWhileItRestartsDoesNotComeBack() throws Exception {
    Drill drill = drill("restarting").holding("step-6", 0).holding("saving-6", 0);
    drill.submitAndStand("step-6", 0);
    drill.order(JobOrder.RESTART);
    drill.standing("saving-6", 0);

    drill.struck();
    drill.order(JobOrder.CANCEL);
    drill.letGo("saving-6", 0);

    JobView job = drill.await(JobView::finished);
    assertThat(job.state()).isEqualTo("cancelled");
    assertThat(job.attempts()).hasSize(1);
    drill.assertNobodyIsLeft();
    table.met("cancel while restarting", drill.sinceStruck());
  }

  @Test
  void aJobCancelledWhileSuspendedIsOverAtOnce() throws Exception {
    Drill drill = drill("resting").holding("step-6", 0).holding("asked", 0);
    drill.submitAndStand("step-6", 0);
    drill.order(JobOrder.SUSPEND);
    drill.await(JobView::suspended);

    drill.struck();
    cancelled(drill, "cancel while suspended");
  }

  @Test
  void aSecondCancelHurriesAndDoesNotWaitForTheCheckpoint() throws Exception {
    Drill drill =
        drill("hurried")
            .spec("checkpoint: {grace: 5m}")
            .holding("step-6", 0)
            .holding("saving-6", 0);
    drill.submitAndStand("step-6", 0);
    drill.order(JobOrder.CANCEL);
    drill.standing("saving-6", 0);

    drill.struck();
    cancelled(drill, "second cancel");
    assertThat(drill.sinceStruck().took()).isLessThan(HURRIED);
    assertThat(drill.checkpoints()).extracting(CheckpointView::step).containsExactly(4L);
  }

  @Test
  void anOrderGivenTwiceUnderOneKeyIsGivenOnce() throws Exception {
    Drill drill = drill("keyed").holding("step-6", 0).holding("asked", 0);
    drill.submitAndStand("step-6", 0);

    drill.order(JobOrder.RESTART, "once");
    drill.await(job -> job.attempts().size() == 2);
    drill.letGo("asked", 0);
    drill.order(JobOrder.RESTART, "once");

    JobView job = drill.succeeded();
    assertThat(job.attempts()).extracting(AttemptView::number).containsExactly(1, 2);
    assertThat(drill.events())
        .extracting(EventView::type)
        .containsOnlyOnce("job.restart-requested");
  }

  @Test
  void pruningRemovesTheFilesOfEndedJobsAndKeepsTheirHistory() throws Exception {
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), "pruned").gang(1, 1).steps(2, 2);
    drill.submit();
    JobView job = drill.succeeded();
    Path checkpoints = Path.of(job.files().checkpoints());

    Awaitility.await("the release of its nodes")
        .atMost(Drill.GONE_MAX)
        .until(
            () -> command("prune", "--finished-before", "0s", "--dry-run").out(),
            told -> told.contains(job.id()) && told.contains("would be removed"));
    assertThat(checkpoints.resolve("step-2")).exists();
    command("prune", "--finished-before", "0s");

    assertThat(checkpoints).doesNotExist();
    assertThat(drill.await(JobView::finished).state()).isEqualTo("succeeded");
  }

  private static Ended command(String... arguments) throws Exception {
    Ended ended = OWN.muster().run(arguments);
    assertThat(ended.exit()).as(ended.text()).isZero();
    return ended;
  }

  private void cancelled(Drill drill, String fault) throws Exception {
    drill.order(JobOrder.CANCEL);
    JobView job = drill.await(JobView::finished);
    assertThat(job.state()).isEqualTo("cancelled");
    Recovery took = drill.sinceStruck();
    drill.assertNobodyIsLeft();
    Awaitility.await("the end of what its setup left")
        .atMost(Drill.GONE_MAX)
        .until(() -> OWN.muster().processes().stream().noneMatch(OrdersTest::sleeps));
    table.met(fault, took);
  }

  private static boolean sleeps(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0])).contains("600");
  }

  private static Drill drill(String name) throws Exception {
    return Drill.of(OWN.muster(), OWN.folder(), name).gang(1, 2).withOffspring();
  }
}
