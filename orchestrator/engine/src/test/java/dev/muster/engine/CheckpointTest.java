package dev.muster.engine;

import static dev.muster.engine.Scenario.CONTENT;
import static dev.muster.engine.Scenario.exited;
import static dev.muster.engine.Scenario.killed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.engine.world.Claim;
import dev.muster.model.JobId;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Chore.Task;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.CheckpointContent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private final Scenario two = Scenario.onCores(2);

  @BeforeEach
  void run() {
    two.submit("job", 1);
    two.run("job");
  }

  @Test
  void whatIsAnnouncedIsLookedAtOnceAndThenVerified() {
    two.announce("job", 10);
    assertThat(two.directive("job").chores()).containsExactly(Chore.inspect(10, "/c/10"));
    two.inspected("job", 10, CONTENT);

    assertThat(two.journal.checkpoint("/c/10")).isEqualTo(State.VERIFIED);
    assertThat(two.directive("job").chores()).isEmpty();
    assertThat(two.announce("job", 10)).as("a repeat").isInstanceOf(Step.Ignored.class);
  }

  @Test
  void theNextAttemptTakesUpFromTheNewestOneThatIsStillAsItWas() {
    two.checkpoint("job", 10);
    two.checkpoint("job", 20);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    assertThat(two.directive("job").chores()).containsExactly(Chore.inspect(20, "/c/20"));
    two.inspected("job", 20, CONTENT);

    assertThat(two.state("job")).isEqualTo("running");
    assertThat(two.directive("job").launch().ranks().getFirst().environment())
        .containsEntry("MUSTER_RESUME_FROM", "/c/20");
  }

  @Test
  void aBrokenOneFallsBackToTheFormerAndSaysWhatThatCosts() {
    two.checkpoint("job", 10);
    two.checkpoint("job", 25);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    two.inspected("job", 25, new CheckpointContent(2, 600, "xyz"));
    assertThat(two.state("job")).as("the former is looked at, too").isEqualTo("starting");
    two.inspected("job", 10, CONTENT);

    assertThat(two.job("job").attempt().resumed().step()).isEqualTo(10);
    assertThat(two.journal.sentences("job"))
        .contains(
            "checkpoint of step 25 is broken: 2 of 3 files are there; going back to that of step 10 costs 15 steps");
  }

  @Test
  void withoutAnyGoodOneItStartsFresh() {
    two.checkpoint("job", 25);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    two.inspected("job", 25, null);

    assertThat(two.state("job")).isEqualTo("running");
    assertThat(two.job("job").attempt().resumed()).isNull();
    assertThat(two.directive("job").launch().ranks().getFirst().environment())
        .doesNotContainKey("MUSTER_RESUME_FROM");
  }

  @Test
  void oneThatWasAnnouncedJustBeforeTheEndIsVerifiedByTheNextAttempt() {
    two.announce("job", 30);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    assertThat(two.state("job")).isEqualTo("starting");
    two.inspected("job", 30, CONTENT);

    assertThat(two.job("job").attempt().resumed().step()).isEqualTo(30);
  }

  @Test
  void asManyAreKeptAsTheManifestSays() {
    two.checkpoint("job", 10);
    two.checkpoint("job", 20);
    assertThat(two.directive("job").chores()).isEmpty();
    two.checkpoint("job", 30);
    assertThat(two.directive("job").chores())
        .containsExactly(
            new Chore(Task.PRUNE, 10, "/c/10", "/jobs/" + two.job("job").id() + "/checkpoints"));
    Claim claim = two.claim("job");
    two.tell(new Input.CheckpointPruned(claim.id(), "/c/10"));

    assertThat(two.journal.checkpoint("/c/10")).isEqualTo(State.PRUNED);
    assertThat(two.directive("job").chores()).isEmpty();
  }

  @Test
  void aJobEndsOnlyWhenItsLastCheckpointIsVerified() {
    two.announce("job", 40);
    two.report("job", 0, WorkerPhase.RUNNING, exited(0, 0, 5), exited(1, 0, 5));
    two.report("job", 0, WorkerPhase.STOPPED, exited(0, 0, 5), exited(1, 0, 5));
    assertThat(two.state("job")).isEqualTo("draining");
    two.inspected("job", 40, CONTENT);

    assertThat(two.state("job")).isEqualTo("succeeded");
  }

  @Test
  void aBrokenOneIsNotTakenForANewOneWhenItsAnnouncementIsRepeated() {
    two.announce("job", 10);
    two.inspected("job", 10, null);
    two.crash();

    assertThat(two.announce("job", 10)).isInstanceOf(Step.Ignored.class);
    assertThat(two.journal.checkpoint("/c/10")).isEqualTo(State.BROKEN);
  }

  @Test
  void aFolderThatIsWrittenAgainIsNotRemovedAnyMore() {
    two.checkpoint("job", 10);
    two.checkpoint("job", 20);
    two.checkpoint("job", 30);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    two.inspected("job", 30, null);
    two.inspected("job", 20, null);
    two.runAgain("job");
    two.announce("job", 10);

    assertThat(two.directive("job").chores()).containsExactly(Chore.inspect(10, "/c/10"));
  }

  @Test
  void nobodyWaitsForChoresThatNobodyIsThereToDo() {
    two.announce("job", 40);
    two.fail("job", killed(0, 9));
    two.cancel("job");

    assertThat(two.state("job")).isEqualTo("cancelled");
  }

  @Test
  void aFolderThatALaterAttemptWritesAgainIsAnnouncedAnew() {
    two.checkpoint("job", 10);
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    two.inspected("job", 10, null);
    two.report("job", 0, WorkerPhase.RUNNING, Scenario.running(0), Scenario.running(1));
    two.announce("job", 10);

    assertThat(two.directive("job").chores()).containsExactly(Chore.inspect(10, "/c/10"));
  }

  @Test
  void aLookFromAFormerEpochChangesNothing() {
    two.checkpoint("job", 10);
    Claim claim = two.claim("job");
    two.fail("job", killed(0, 9));
    Step stale =
        two.tell(new Input.CheckpointInspected(claim.id(), 1, "/c/10", null, "no such folder"));

    assertThat(stale).isInstanceOf(Step.Ignored.class);
  }

  @Test
  void theNewestJobOfANameHandsItsCheckpointsOn() {
    Checkpoint left = Checkpoint.announced(new JobId("former"), 1, 50, "/c/50", Instant.EPOCH);
    two.submitLatest("heir", List.of(left));
    two.grant("heir");
    two.report("heir", 0, WorkerPhase.READY);
    two.inspected("heir", 50, CONTENT);

    assertThat(two.job("heir").attempt().resumed().step()).isEqualTo(50);
    assertThat(two.journal.sentences("heir"))
        .contains("takes up from step 50, which an earlier job has left");
  }

  @Test
  void anHeirOfNothingStartsFreshAndSaysSo() {
    two.submitLatest("heir", List.of());
    two.run("heir");

    assertThat(two.job("heir").attempt().resumed()).isNull();
    assertThat(two.journal.sentences("heir"))
        .contains("no earlier job of this name has left a checkpoint: it starts fresh");
  }

  @Test
  void checkpointsOutliveTheServer() {
    two.checkpoint("job", 10);
    two.crash();
    two.fail("job", killed(0, 9));
    two.report("job", 0, WorkerPhase.READY);
    two.inspected("job", 10, CONTENT);

    assertThat(two.job("job").attempt().resumed().step()).isEqualTo(10);
  }
}
