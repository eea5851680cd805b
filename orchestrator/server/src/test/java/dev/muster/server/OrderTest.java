package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.client.JobOrder;
import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import dev.muster.client.NewJob;
import dev.muster.client.ProblemException;
import dev.muster.client.Submitted;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Orders about jobs: on disk when answered, and once for every key. */
class OrderTest {
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
  void aRunningJobIsSuspendedAndGoesOnWhereItWas() throws Exception {
    List<FakeAgent> agents = run();
    FakeAgent first = agents.getFirst();

    assertThat(accepted("suspend", "k1").state()).isEqualTo("draining");
    assertThat(requireNonNull(job().reason()).summary()).contains("is suspended then");
    first.await(Order.STOP);
    assertThat(first.directive().saveSignal()).isEqualTo("SIGUSR1");
    first.progress(0, "{\"checkpoint\": \"step-9\", \"step\": 9}\n");
    first.awaitChore();
    first.doChores(chore -> first.found(chore, "aa"));
    agents.forEach(agent -> agent.stop(agent.stopped()));

    JobView suspended = job();
    assertThat(suspended.state()).isEqualTo("suspended");
    assertThat(requireNonNull(suspended.reason()).next()).containsExactly("muster resume hello");
    assertThat(suspended.attempts().getFirst().state()).isEqualTo("stopped");
    agents.forEach(agent -> agent.await(Order.EXIT));

    fixture.restart();
    assertThat(accepted("resume", "k2").state()).isIn("queued", "admitted", "provisioning");
    List<FakeAgent> next = fixture.nextAgents();
    next.forEach(FakeAgent::becomeReady);
    next.getFirst().awaitChore();
    next.getFirst().doChores(chore -> next.getFirst().found(chore, "aa"));
    next.forEach(agent -> agent.await(Order.RUN));
    assertThat(requireNonNull(job().attempts().getLast().resumedFrom()).step()).isEqualTo(9);
  }

  @Test
  void anOrderUnderAKnownKeyIsAnsweredAndNotGivenAgain() throws Exception {
    List<FakeAgent> agents = run();
    accepted("restart", "once");
    agents.forEach(agent -> agent.stop(agent.stopped()));
    agents.forEach(FakeAgent::becomeReadyAgain);
    agents.forEach(agent -> agent.await(Order.RUN));
    assertThat(job().attempts()).hasSize(2);

    assertThat(accepted("restart", "once").attempts()).hasSize(2);
    fixture.restart();
    assertThat(accepted("restart", "once").state()).isEqualTo("running");

    assertThat(types()).containsOnlyOnce("job.restart-requested");
    HttpResponse<String> other = order("cancel", "once");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(problem(other).detail()).contains("it was used to restart job default/hello");
  }

  @Test
  void aFinishedJobTakesNoOrdersAndSaysWhatToDo() throws Exception {
    List<FakeAgent> agents = run();
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    agents.forEach(agent -> agent.stop(agent.exited(0)));

    for (String verb : List.of("cancel", "suspend", "resume", "restart")) {
      HttpResponse<String> answer = order(verb, null);
      assertThat(answer.statusCode()).as(verb).isEqualTo(409);
      Problem problem = problem(answer);
      assertThat(problem.type()).isEqualTo("job.finished");
      assertThat(problem.detail()).startsWith(verb + ": job default/hello is succeeded: ");
      assertThat(requireNonNull(problem.explanation()).next()).isNotEmpty();
    }
  }

  @Test
  void aQueuedJobIsSuspendedAndCancelledWithoutEverRunning() throws Exception {
    run();
    String second =
        ServerFixture.MANIFEST.replace("hello", "second").replace("cpu:1", "cpu:1\n    cpus: 2");
    assertThat(fixture.submit(second).job().state()).isEqualTo("queued");

    assertThat(send("second/suspend", null).statusCode()).isEqualTo(202);
    assertThat(fixture.client().jobs(new JobQuery(null, "suspended", 10, null)).items()).hasSize(1);
    assertThat(send("second/cancel", null).statusCode()).isEqualTo(202);
    assertThat(fixture.client().job(new JobRef("default", "second")).state())
        .isEqualTo("cancelled");
  }

  @Test
  void aStateThatNobodyKnowsIsRefusedWithTheKnownOnes() throws Exception {
    HttpResponse<String> answer = fixture.send(fixture.request("/api/v1/jobs?state=runing").GET());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(problem(answer).detail()).contains("\"runing\"").contains("suspended");
  }

  @Test
  void twentyEqualSubmissionsAtOnceAreOneJobWithOneAnswer() throws Exception {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    Callable<Submitted> submit = () -> fixture.client().submit(job);
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Submitted>> answers =
          many.invokeAll(IntStream.range(0, 20).mapToObj(i -> submit).toList());
      String id = answers.getFirst().get().job().id();
      for (Future<Submitted> answer : answers) {
        assertThat(answer.get().job().id()).isEqualTo(id);
        assertThat(answer.get().created()).isTrue();
      }
    }
    assertThat(types()).containsOnlyOnce("job.admitted");
    assertThat(fixture.client().submit(job).created()).isTrue();
  }

  @Test
  void theNewestJobOfTheNameLeavesItsCheckpoints() throws Exception {
    List<FakeAgent> agents = run();
    FakeAgent first = agents.getFirst();
    first.progress(0, "{\"checkpoint\": \"step-9\", \"step\": 9}\n");
    first.awaitChore();
    first.doChores(chore -> first.found(chore, "aa"));
    fixture.client().cancel(ServerFixture.HELLO);
    agents.forEach(agent -> agent.stop(agent.stopped()));
    String left = fixture.client().checkpoints(ServerFixture.HELLO).items().getFirst().path();

    fixture.submit(ServerFixture.MANIFEST + "  checkpoint: {resumeFrom: latest}\n");
    List<FakeAgent> next = fixture.nextAgents();
    next.forEach(FakeAgent::becomeReady);
    next.getFirst().awaitChore();
    assertThat(next.getFirst().directive().chores()).extracting(Chore::path).containsExactly(left);
    next.getFirst().doChores(chore -> next.getFirst().found(chore, "aa"));
    next.forEach(agent -> agent.await(Order.RUN));

    assertThat(requireNonNull(job().attempts().getFirst().resumedFrom()).path()).isEqualTo(left);
    assertThat(fixture.client().checkpoints(ServerFixture.HELLO).items())
        .singleElement()
        .satisfies(checkpoint -> assertThat(checkpoint.attempt()).isZero());
  }

  @Test
  void whereNoEarlierJobHasLeftACheckpointItStartsFreshAndSaysSo() throws Exception {
    fixture.submit(ServerFixture.MANIFEST + "  checkpoint: {resumeFrom: latest}\n");

    assertThat(fixture.client().events(ServerFixture.HELLO, 0).items())
        .extracting(EventView::summary)
        .anyMatch(summary -> summary.contains("it starts fresh"));
  }

  @Test
  void whereToGoOnIsSaidWithTheProject() throws Exception {
    fixture.submit(ServerFixture.MANIFEST.replace("name: hello", "name: hello\n  project: team"));
    JobRef job = new JobRef("team", "hello");
    fixture.client().order(job, JobOrder.SUSPEND, "k1");

    assertThat(requireNonNull(fixture.client().job(job).reason()).next())
        .containsExactly("muster resume team/hello");
    assertThatThrownBy(() -> fixture.client().order(job, JobOrder.RESTART, "k2"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().detail())
                  .startsWith("restart: job team/hello is suspended: it has no ranks");
              assertThat(requireNonNull(e.problem().explanation()).next())
                  .containsExactly("muster resume team/hello");
            });
  }

  @Test
  void aJobThatStartsFromAFolderSaysFromWhich() throws Exception {
    Path from = Files.createDirectories(folder.resolve("elsewhere/step-7"));
    Files.writeString(from.resolve("shard"), "x");
    fixture.submit(ServerFixture.MANIFEST + "  checkpoint: {resumeFrom: %s}\n".formatted(from));
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));

    assertThat(fixture.client().explain(ServerFixture.HELLO).summary()).endsWith(", from " + from);
  }

  private List<FakeAgent> run() throws InterruptedException {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.alive()));
    return agents;
  }

  private JobView accepted(String verb, @Nullable String key) throws Exception {
    HttpResponse<String> answer = order(verb, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JsonMapper.shared().readValue(answer.body(), JobView.class);
  }

  private HttpResponse<String> order(String verb, @Nullable String key) throws Exception {
    return send("hello/" + verb, key);
  }

  private HttpResponse<String> send(String path, @Nullable String key) throws Exception {
    HttpRequest.Builder request =
        fixture.request("/api/v1/jobs/default/" + path).POST(BodyPublishers.noBody());
    return fixture.send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private static Problem problem(HttpResponse<String> answer) {
    return JsonMapper.shared().readValue(answer.body(), Problem.class);
  }

  private JobView job() {
    return fixture.client().job(ServerFixture.HELLO);
  }

  private List<String> types() {
    return fixture.client().events(0).items().stream().map(EventView::type).toList();
  }
}
