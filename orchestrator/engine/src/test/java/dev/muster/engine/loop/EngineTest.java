package dev.muster.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.Rows;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Order;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ClaimId CLAIM = new ClaimId("running1-1");

  private final Engine engine =
      new Engine(new RunningJob(), effect -> {}, (job, provider) -> null, InstantSource.fixed(NOW));

  @Test
  void aRestartedEngineKnowsWhatIsWantedOfRunningAgentsBeforeItSteps() {
    assertThat(engine.directive(CLAIM, 0).order()).isEqualTo(Order.PREPARE);
  }

  @Test
  void anAgentOfAClaimThatIsNotOursIsToldToEnd() {
    assertThat(engine.directive(new ClaimId("foreign-1"), 0).order()).isEqualTo(Order.EXIT);
  }

  @Test
  void aWaitingAgentIsWokenByWhatChanges() throws Exception {
    engine.start();
    long known = engine.directive(CLAIM, 0).revision();
    CompletableFuture<Directive> waiting =
        CompletableFuture.supplyAsync(() -> await(known, Duration.ofSeconds(20)));
    engine
        .offer(new Input.Order(new JobId("running1"), Verb.CANCEL, "test", null))
        .get(10, TimeUnit.SECONDS);

    assertThat(waiting.get(10, TimeUnit.SECONDS).order()).isIn(Order.STOP, Order.EXIT);
    engine.close();
  }

  @Test
  void aWaitEndsWithTheOldDirectiveWhenNothingChanges() {
    long known = engine.directive(CLAIM, 0).revision();

    assertThat(await(known, Duration.ofMillis(20)).revision()).isEqualTo(known);
  }

  @Test
  @SuppressWarnings("NullAway") // what no caller may do is what breaks a step
  void anInputThatBreaksAStepDoesNotTakeOthersAlong() throws Exception {
    JobSpec none = null;
    Input broken = new Input.Submit(new JobId("broken1"), none, plan(), submission(), List.of());
    CompletableFuture<Step> bad = engine.offer(broken);
    CompletableFuture<Step> good =
        engine.offer(new Input.Order(new JobId("running1"), Verb.CANCEL, "test", null));
    engine.start();

    assertThat(good.get(10, TimeUnit.SECONDS)).isInstanceOf(Step.Moved.class);
    assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NullPointerException.class);
    engine.close();
  }

  @Test
  void whatIsOfferedToAClosedEngineIsRefused() {
    engine.start();
    engine.close();

    assertThat(engine.offer(new Input.Tick()))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);
  }

  private Directive await(long known, Duration atMost) {
    try {
      return engine.awaitDirective(CLAIM, 0, known, atMost);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A journal with one job whose agents prepare. */
  private static final class RunningJob implements Journal {
    @Override
    public Rows load() {
      JobState state = new JobState.Starting(NOW, CLAIM);
      Attempt attempt = Attempt.starting(1, 1, CLAIM, NOW);
      JobId id = new JobId("running1");
      Job job =
          new Job(id, spec(), plan(), submission(), state, List.of(attempt), 1, Recoveries.NONE, 4);
      ClaimState granted =
          new ClaimState.Granted(List.of(new GrantedNode(0, "n", "127.0.0.1", List.of())));
      Claim claim =
          new Claim(
              CLAIM, id, new ProviderId("here"), "m", 1, new NodeSize(1, 0, null), true, granted);
      return new Rows(List.of(job), List.of(claim), List.of(), List.of());
    }

    @Override
    public void commit(List<Commit> batch) {}
  }

  private static Plan plan() {
    return new Plan(Mesh.of(1, 1), List.of(), null, List.of());
  }

  private static Submission submission() {
    return new Submission(NOW, "", "digest", null, null, null);
  }

  private static JobSpec spec() {
    return new JobSpec(
        "default",
        "running",
        Map.of(),
        Framework.NONE,
        null,
        null,
        null,
        Command.shell("true"),
        Launcher.RANK,
        Map.of(),
        List.of(),
        new Resources(1, 1, null, 1, 0),
        null,
        null,
        new Parallelism.Auto(),
        new CheckpointSpec(
            "checkpoints", null, Duration.ofSeconds(30), null, 3, CheckpointSpec.SIGNAL),
        RecoverySpec.DEFAULT,
        Timing.DEFAULT);
  }
}
