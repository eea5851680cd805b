package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.api.AttemptView;
import dev.muster.api.CheckpointView;
import dev.muster.api.EventView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fail and go on, with agents that speak HTTP. */
class RecoveryRunTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.on(folder);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void aFailedRankStartsTheGangAnewOnItsNodesFromTheVerifiedCheckpoint() throws Exception {
    List<FakeAgent> agents = run(ServerFixture.MANIFEST);
    saved(agents.getFirst(), 20, "aa");

    fail(agents, 3);
    assertThat(requireNonNull(job().reason()).summary())
        .startsWith("default/hello restarts after rank 1");
    stop(agents, 3);
    assertThat(job().state()).isEqualTo("starting");
    assertThat(fixture.client().ranks(ServerFixture.HELLO).items())
        .extracting(RankView::state)
        .containsOnly("pending");
    agents.forEach(FakeAgent::becomeReadyAgain);
    FakeAgent first = agents.getFirst();
    first.awaitChore();
    first.doChores(chore -> first.found(chore, "aa"));
    agents.forEach(agent -> agent.await(Order.RUN));

    assertThat(requireNonNull(first.directive().launch()).ranks().getFirst().environment())
        .containsEntry("MUSTER_RESUME_FROM", checkpoints().getFirst().path());
    JobView job = job();
    assertThat(job.restarts()).isEqualTo(1);
    assertThat(job.attempts()).extracting(AttemptView::state).containsExactly("failed", "running");
    assertThat(requireNonNull(job.attempts().getLast().resumedFrom()).step()).isEqualTo(20);
    assertThat(job.progress().step()).isEqualTo(20);
    assertThat(fixture.client().explain(ServerFixture.HELLO).summary())
        .isEqualTo("default/hello is running, attempt 2, from the checkpoint of step 20");
  }

  @Test
  void aCheckpointIsVerifiedByWhatItsAgentFinds() throws Exception {
    FakeAgent agent = run(ServerFixture.MANIFEST).getFirst();

    agent.progress(0, checkpoint(5));
    assertThat(checkpoints()).extracting(CheckpointView::state).containsExactly("announced");
    agent.awaitChore();
    Chore chore = agent.directive().chores().getFirst();
    assertThat(chore).isEqualTo(Chore.inspect(5, checkpoints().getFirst().path()));
    agent.doChores(it -> agent.found(it, "d1"));
    assertThat(agent.directive().chores()).isEmpty();

    CheckpointView verified = checkpoints().getFirst();
    assertThat(verified.state()).isEqualTo("verified");
    assertThat(verified.files()).isEqualTo(2);
    assertThat(verified.bytes()).isEqualTo(4096);
    assertThat(verified.digest()).isEqualTo("d1");

    agent.progress(checkpoint(5).length(), checkpoint(6));
    agent.awaitChore();
    agent.doChores(it -> agent.done(it, "no such folder"));
    assertThat(checkpoints())
        .extracting(CheckpointView::state)
        .containsExactly("verified", "broken");
  }

  @Test
  void aRuleForANumberStopsTheJobOnce() throws Exception {
    List<FakeAgent> agents =
        run(
            ServerFixture.MANIFEST
                + """
                  recovery:
                    rules:
                      - {on: {metric: loss is nan}, action: stop}
                """);
    FakeAgent second = agents.get(1);

    second.progress(0, "{\"step\": 7, \"loss\": 2.5}\n{\"step\": 8, \"loss\": NaN}\n");

    ExplanationView why = fixture.client().explain(ServerFixture.HELLO);
    assertThat(why.verdict()).isEqualTo("failed");
    assertThat(why.summary()).contains("rank 1: loss is nan at step 8");
    agents.forEach(agent -> agent.stop(agent.stopped()));
    assertThat(job().state()).isEqualTo("failed");
  }

  @Test
  void ranksWithoutAStepForTooLongAreHungAndTheSlowestIsNamed() throws Exception {
    List<FakeAgent> agents = run(ServerFixture.MANIFEST + "  recovery: {hangAfter: 2s}\n");
    agents.get(0).progress(0, "{\"step\": 7}\n");
    agents.get(1).progress(0, "{\"step\": 6}\n");
    long before = System.nanoTime();

    await()
        .atMost(PATIENCE)
        .until(() -> {
          agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.alive()));
          return job().state().equals("draining");
        });

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(requireNonNull(requireNonNull(job().reason()).fault()).rank()).isEqualTo(1);
  }

  @Test
  void theStepThatWasReachedIsToldBeforeTheFailureIsCounted() throws Exception {
    List<FakeAgent> agents = run(ServerFixture.MANIFEST);
    agents.getFirst().progress(0, "{\"step\": 1}\n");
    agents.getFirst().progress(12, "{\"step\": 9}\n");

    fail(agents, 3);

    assertThat(fixture.client().events(ServerFixture.HELLO, 0).items())
        .extracting(EventView::type)
        .containsSubsequence("attempt.stepped", "rank.exited", "attempt.draining");
    assertThat(fixture.server().heart().census().jobs())
        .singleElement()
        .satisfies(job -> assertThat(job.recoveries().bestStep()).isEqualTo(9));
  }

  @Test
  void theServersSuccessorGoesOnWithTheAttemptThatRuns() throws Exception {
    List<FakeAgent> agents = run(ServerFixture.MANIFEST);
    FakeAgent first = agents.getFirst();
    first.say(WorkerPhase.RUNNING, first.exited(0));
    int before = fixture.client().events(0).items().size();

    fixture.restart();
    first.say(WorkerPhase.RUNNING, first.exited(0));
    agents.get(1).say(WorkerPhase.RUNNING, agents.get(1).alive());

    assertThat(fixture.client().events(0).items()).hasSize(before);
    assertThat(job().state()).isEqualTo("running");
    assertThat(job().attempts()).hasSize(1);
  }

  private List<FakeAgent> run(String manifest) throws InterruptedException {
    fixture.submit(manifest);
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.alive()));
    return agents;
  }

  private static void saved(FakeAgent agent, long step, String digest) {
    agent.progress(0, checkpoint(step));
    agent.awaitChore();
    agent.doChores(chore -> agent.found(chore, digest));
  }

  /** The second rank exits. */
  private static void fail(List<FakeAgent> agents, int code) {
    agents.get(1).say(WorkerPhase.RUNNING, agents.get(1).exited(code));
  }

  private static void stop(List<FakeAgent> agents, int code) {
    agents.get(0).stop(agents.get(0).stopped());
    agents.get(1).stop(agents.get(1).exited(code));
  }

  private static String checkpoint(long step) {
    return "{\"checkpoint\": \"step-%d\", \"step\": %d}\n".formatted(step, step);
  }

  private JobView job() {
    return fixture.client().job(ServerFixture.HELLO);
  }

  private List<CheckpointView> checkpoints() {
    return fixture.client().checkpoints(ServerFixture.HELLO).items();
  }
}
