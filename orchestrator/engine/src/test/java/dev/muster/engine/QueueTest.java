package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.Outcome;
import dev.muster.model.spec.Deadlines;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Before whom, after whom, and until when jobs run. */
class QueueTest {
  private static final Timing NORMAL = Timing.DEFAULT;
  private static final Timing HIGH = priority(750);

  private final Scenario one = Scenario.onCores(1);

  @Test
  void theHighestPriorityGoesFirstThenTheOldest() {
    one.submit("running", NORMAL);
    one.submit("low", priority(250));
    one.submit("old", NORMAL);
    one.submit("high", HIGH);
    one.run("running");
    one.succeed("running");

    assertThat(one.state("high")).isEqualTo("admitted");
    one.cancel("high");
    one.released(one.claim("high").id());
    assertThat(one.state("old")).isEqualTo("admitted");
    assertThat(one.state("low")).isEqualTo("queued");
  }

  @Test
  void whoWaitsBehindAnotherIsToldWhy() {
    one.submit("running", NORMAL);
    one.submit("first", HIGH);
    one.submit("second", NORMAL);

    assertThat(one.reason("second"))
        .isEqualTo("waits behind first, which has the higher priority 750");
    assertThat(one.why("second").blockers())
        .extracting(Blocker::code)
        .containsExactly("queue.behind");
    assertThat(one.why("second").next()).containsExactly("muster explain first");
  }

  @Test
  void allOfARequestAreTakenInOneCommitTheMostImportantFirst() {
    Step step = all("key", one.order("low", 1, NORMAL), one.order("high", 1, HIGH));

    assertThat(((Step.Moved) step).jobs())
        .containsExactly(one.job("low").id(), one.job("high").id());
    assertThat(one.state("high")).isEqualTo("admitted");
    assertThat(one.state("low")).isEqualTo("queued");
  }

  @Test
  void oneThatIsRefusedKeepsAllOthersOutAndEachRefusalSaysWhich() {
    Input.Submit huge = one.order("huge", 3, NORMAL);
    Input.Submit larger = one.order("larger", 4, NORMAL);
    Step step = all(null, one.order("fits", 1, NORMAL), huge, larger);

    assertThat(((Step.Rejected) step).all())
        .extracting("about")
        .containsExactly(huge.id(), larger.id());
    assertThat(one.journal.has("fits")).isFalse();
  }

  @Test
  void aRequestThatComesAgainIsTheSameJobs() {
    Input.Submit first = one.order("first", 1, NORMAL);
    all("key", first);

    assertThat(((Step.Ignored) all("key", first)).existing()).containsExactly(first.id());
    Step other = one.tell(new Input.SubmitAll(List.of(first), "key", "another digest"));
    assertThat(((Step.Rejected) other).rejection().code()).isEqualTo("idempotency.reused");
  }

  @Test
  void aJobThatNeedsAnotherWaitsUntilThatHasSucceededAndHoldsUpNobody() {
    Scenario two = Scenario.onCores(2);
    two.submit("prepare", NORMAL);
    two.submit("train", HIGH, two.need("prepare"));
    two.submit("other", NORMAL);
    two.run("prepare");

    assertThat(two.reason("train")).isEqualTo("needs prepare, which is running");
    assertThat(two.why("train").blockers())
        .extracting(Blocker::code)
        .containsExactly("needs.waiting");
    assertThat(two.why("train").next()).containsExactly("muster explain prepare");
    assertThat(two.state("other")).isEqualTo("admitted");

    two.succeed("prepare");
    assertThat(two.state("train")).isEqualTo("admitted");
  }

  @Test
  void whatOthersNeedIsRememberedOverARestart() {
    one.submit("prepare", NORMAL);
    one.submit("train", NORMAL, one.need("prepare"));
    one.crash();
    one.run("prepare");
    one.succeed("prepare");

    assertThat(one.state("train")).isEqualTo("admitted");
  }

  @Test
  void whoNeedsAJobThatFailsFailsWithItAndSoOn() {
    one.submit("prepare", NORMAL);
    one.submit("train", NORMAL, one.need("prepare"));
    one.submit("evaluate", NORMAL, one.need("train"));
    one.cancel("prepare");

    assertThat(one.ending("train").cause().code()).isEqualTo(FaultCode.NEEDS_FAILED);
    assertThat(one.ending("train").cause().detail())
        .isEqualTo("it needs prepare, which was cancelled");
    assertThat(one.ending("evaluate").cause().detail()).isEqualTo("it needs train, which failed");
  }

  @Test
  void jobsOfOneRequestMayNeedEachOther() {
    Input.Submit prepare = one.order("prepare", 1, NORMAL);
    Input.Submit train = one.order("train", 1, NORMAL, new Need("prepare", prepare.id(), false));
    all(null, train, prepare);

    assertThat(one.state("prepare")).isEqualTo("admitted");
    assertThat(one.reason("train")).startsWith("needs prepare");
  }

  @Test
  void aNeedThatIsOverMustBeLookedUpAgain() {
    Need gone = new Need("gone", new JobId("gone0001"), false);

    Step step = one.submit("train", NORMAL, gone);

    assertThat(((Step.Rejected) step).rejection().code()).isEqualTo("needs.moved");
  }

  @Test
  void aJobThatDoesNotRunInTimeHasFailed() {
    one.submit("running", NORMAL);
    one.submit(
        "late", new Timing(500, List.of(), new Deadlines(Duration.ofMinutes(1), null, null)));
    one.pass(Duration.ofSeconds(59));
    assertThat(one.state("late")).isEqualTo("queued");
    one.pass(Duration.ofSeconds(2));

    assertThat(one.ending("late").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(one.ending("late").cause().code()).isEqualTo(FaultCode.DEADLINE_EXCEEDED);
    assertThat(one.ending("late").cause().detail()).contains("spec.deadlines.start", "1m");
  }

  @Test
  void aJobThatRunsTooLongIsAskedForACheckpointAndHasFailed() {
    one.submit(
        "long", new Timing(500, List.of(), new Deadlines(null, Duration.ofMinutes(1), null)));
    one.pass(Duration.ofMinutes(2));
    one.run("long");
    one.pass(Duration.ofSeconds(59));
    assertThat(one.state("long")).isEqualTo("running");
    one.pass(Duration.ofSeconds(2));
    assertThat(one.state("long")).isEqualTo("draining");
    one.succeed("long");

    assertThat(one.ending("long").cause().detail())
        .isEqualTo("its ranks have run for 1m (spec.deadlines.run)");
  }

  @Test
  void aJobMustHaveEndedByItsTimeAlsoWhenItRests() {
    one.submit(
        "resting",
        new Timing(500, List.of(), new Deadlines(null, null, one.now().plusSeconds(60))));
    one.order("resting", Verb.SUSPEND);
    one.pass(Duration.ofSeconds(62));

    assertThat(one.ending("resting").cause().detail()).contains("spec.deadlines.finishBy");
  }

  @Test
  void aTimeThatHasPassedIsRefusedWithOneToCome() {
    Step step =
        one.submit("past", new Timing(500, List.of(), new Deadlines(null, null, one.now())));

    Explanation why = ((Step.Rejected) step).rejection().explanation();
    assertThat(why.next()).containsExactly("spec.deadlines.finishBy: 2026-01-02T00:00:00Z");
  }

  @Test
  void aPortIsHadByOneJobAtATime() {
    Scenario two = Scenario.onCores(2);
    two.submit("demo", ports(1, 8080), NORMAL);
    two.submit("next", ports(1, 8080), NORMAL);

    assertThat(two.reason("next")).isEqualTo("port 8080 is held by job demo");
    assertThat(two.why("next").next()).containsExactly("muster cancel demo");
    two.run("demo");
    two.succeed("demo");
    assertThat(two.state("next")).isEqualTo("admitted");
  }

  @Test
  void twoNodesOfOneMachineNeverHaveTheSamePort() {
    Scenario two = Scenario.onCores(2);
    Step step = two.submit("both", ports(2, 8080), NORMAL);

    Explanation why = ((Step.Rejected) step).rejection().explanation();
    assertThat(why.summary()).contains("2 nodes need port 8080 each, here has it once");
    assertThat(why.next()).containsExactly("spec.resources.nodes: 1");
  }

  @Test
  void whatWouldFitIsFoundByTryingAndSaidAsAFieldWithItsValue() {
    Scenario six = Scenario.onCores(6);
    Resources asked = new Resources(4, 1, null, 2, 0);
    Step step = six.submit("large", asked, NORMAL);

    assertThat(((Step.Rejected) step).rejection().explanation().next())
        .containsExactly("spec.resources.nodes: 3", "spec.resources.cpus: 1");
    assertThat(six.submit("nodes", new Resources(3, 1, null, 2, 0), NORMAL))
        .isInstanceOf(Step.Moved.class);
    assertThat(six.submit("cpus", new Resources(4, 1, null, 1, 0), NORMAL))
        .isInstanceOf(Step.Moved.class);
  }

  @Test
  void onlyWhatHasEndedAndHoldsNothingIsDeleted() {
    one.submit("job", NORMAL);
    JobId id = one.job("job").id();
    assertThat(refusal(one.tell(new Input.Delete(id, null)))).isEqualTo("job.unfinished");
    one.cancel("job");
    assertThat(refusal(one.tell(new Input.Delete(id, null)))).isEqualTo("job.returning");
    one.released(one.claim("job").id());

    assertThat(one.tell(new Input.Delete(id, null))).isInstanceOf(Step.Moved.class);
    assertThat(one.journal.has("job")).isFalse();
  }

  @Test
  void aJobIsKeptWhileAnotherTakesUpFromWhatItLeft() {
    one.submit("first", NORMAL);
    one.run("first");
    one.checkpoint("first", 10);
    one.succeed("first");
    one.submitLatest(
        "second", List.of(Checkpoint.announced(one.job("first").id(), 1, 10, "/c/10", one.now())));

    Step step = one.tell(new Input.Delete(one.job("first").id(), "/c"));

    assertThat(refusal(step)).isEqualTo("job.inherited");
  }

  private static String refusal(Step step) {
    return ((Step.Rejected) step).rejection().code();
  }

  private Step all(String key, Input.Submit... submits) {
    return one.tell(new Input.SubmitAll(List.of(submits), key, "digest"));
  }

  private static Timing priority(int priority) {
    return new Timing(priority, List.of(), Deadlines.NONE);
  }

  private static Resources ports(int nodes, int port) {
    return new Resources(nodes, 2, null, 1, 0, 0, List.of(port));
  }
}
