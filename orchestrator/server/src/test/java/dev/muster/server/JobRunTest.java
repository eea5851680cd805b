package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.api.SeriesView;
import dev.muster.client.JobQuery;
import dev.muster.client.LogQuery;
import dev.muster.client.LogStream;
import dev.muster.client.MetricQuery;
import dev.muster.client.ProblemException;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs from submission to their end, with agents that speak HTTP. */
class JobRunTest {
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
  void aJobRunsFromSubmissionToSuccess() throws Exception {
    JobView submitted = fixture.submit(ServerFixture.MANIFEST).job();
    assertThat(submitted.state()).isEqualTo("admitted");
    assertThat(submitted.worldSize()).isEqualTo(2);

    List<FakeAgent> agents = run();
    assertThat(job().state()).isEqualTo("running");
    assertThat(ranks()).extracting(RankView::state).containsExactly("running", "running");
    assertThat(ranks()).allSatisfy(rank -> assertThat(rank.heartbeatAge()).isBetween(0.0, 20.0));

    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    assertThat(job().state()).isEqualTo("draining");
    agents.forEach(agent -> agent.stop(agent.exited(0)));
    agents.forEach(agent -> agent.await(Order.EXIT));

    JobView ended = job();
    assertThat(ended.state()).isEqualTo("succeeded");
    assertThat(ended.reason()).isNull();
    assertThat(ended.finishedAt()).isAfterOrEqualTo(ended.startedAt());
    assertThat(ended.attempts()).singleElement().extracting("state").isEqualTo("succeeded");
    assertThat(ranks()).extracting(RankView::state).containsExactly("succeeded", "succeeded");
    assertThat(fixture.client().jobs(JobQuery.all()).items()).containsExactly(ended);
  }

  @Test
  void aFailureNamesItsRankAndShowsItsLastLines() throws Exception {
    fixture.submit(ServerFixture.MANIFEST + "  recovery: {maxRestarts: 0}\n");
    List<FakeAgent> agents = run();
    FakeAgent broken = agents.get(1);

    broken.say(WorkerPhase.RUNNING, broken.exited(3, "Traceback", "ValueError: no"));
    agents.get(0).stop(agents.get(0).stopped());
    broken.stop(broken.exited(3, "Traceback", "ValueError: no"));

    assertThat(job().state()).isEqualTo("failed");
    ExplanationView why = fixture.client().explain(ServerFixture.HELLO);
    assertThat(why.verdict()).isEqualTo("failed");
    CauseView fault = requireNonNull(why.fault());
    assertThat(fault.code()).isEqualTo("user.exit");
    assertThat(fault.rank()).isEqualTo(1);
    assertThat(fault.node()).isEqualTo(1);
    assertThat(fault.lastLines()).containsExactly("Traceback", "ValueError: no");
    assertThat(why.next()).contains("muster logs hello --rank 1");
    assertThat(job().reason()).isEqualTo(why);
    assertThat(ranks()).extracting(RankView::state).containsExactly("stopped", "failed");
    assertThat(ranks()).extracting(RankView::exitCode).containsExactly(null, 3);
  }

  @Test
  void aCancelledJobDrainsAndStaysCancelled() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = run();

    assertThat(fixture.client().cancel(ServerFixture.HELLO).state()).isEqualTo("draining");
    agents.forEach(agent -> agent.stop(agent.stopped()));

    assertThat(job().state()).isEqualTo("cancelled");
    assertThat(fixture.client().cancel(ServerFixture.HELLO).state()).isEqualTo("cancelled");
  }

  @Test
  void whatHasSucceededCannotBeCancelled() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    succeed(run());

    assertThatThrownBy(() -> fixture.client().cancel(ServerFixture.HELLO))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(409);
              assertThat(e.problem().type()).isEqualTo("job.finished");
            });
  }

  @Test
  void aJobThatDoesNotFitWaitsAndSaysWhy() throws Exception {
    fixture.submit(ServerFixture.MANIFEST.replace("cpu:1", "cpu:1\n    cpus: 2"));
    JobView second =
        fixture
            .submit(
                ServerFixture.MANIFEST
                    .replace("hello", "second")
                    .replace("cpu:1", "cpu:1\n    cpus: 2"))
            .job();

    assertThat(second.state()).isEqualTo("queued");
    ExplanationView reason = requireNonNull(second.reason());
    assertThat(reason.verdict()).isEqualTo("waits");
    assertThat(reason.blockers())
        .anySatisfy(blocker -> {
          assertThat(blocker.code()).isEqualTo("capacity.cores");
          assertThat(blocker.detail()).contains("needs 4 cores, 0 of 4 are free");
        });
  }

  @Test
  void logsAreKeptByOffsetAndOutliveRepeatsGapsAndTheServer() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().get(1);

    assertThat(agent.log(1, 0, "one\n")).isEqualTo(4);
    assertThat(agent.log(1, 0, "one\n")).isEqualTo(4);
    assertThat(agent.log(1, 100, "late\n")).isEqualTo(4);
    assertThat(agent.log(1, 2, "e\ntwo\n")).isEqualTo(8);
    assertThat(agent.log(-1, 0, "setup\n")).isEqualTo(6);
    assertThat(log(LogQuery.ofRank(1))).isEqualTo("one\ntwo\n");
    assertThat(log(LogQuery.ofRank(1).from(4))).isEqualTo("two\n");
    assertThat(log(LogQuery.ofNode(1))).isEqualTo("setup\n");

    fixture.restart();
    agent.say(WorkerPhase.RUNNING, agent.alive());
    assertThat(agent.log(1, 4, "two\nthree\n")).isEqualTo(14);
    assertThat(log(LogQuery.ofRank(1))).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void anAgentCannotWriteForARankOfAnotherNode() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().get(1);

    HttpResponse<byte[]> answer =
        agent.send("logs?epoch=1&rank=0&offset=0", FakeAgent.gzip("x"), "application/gzip");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(log(LogQuery.ofRank(0))).isEmpty();
  }

  @Test
  void aFollowedLogComesAsItIsWrittenAndEndsWithItsAttempt() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = run();
    LogStream stream = fixture.client().logs(ServerFixture.HELLO, LogQuery.ofRank(0).following());
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(() -> text(requireNonNull(stream.next())));

    agents.getFirst().log(0, 0, "tick\n");
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("tick\n");
    CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> stream.next() == null);
    succeed(agents);
    assertThat(over.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFollowerThatLeavesWakesNobodyAndLosesNothing() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();
    LogStream stream = fixture.client().logs(ServerFixture.HELLO, LogQuery.ofRank(0).following());
    CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> stream.next() == null);

    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    stream.close();

    assertThat(over.get(20, TimeUnit.SECONDS)).isTrue();
    agent.log(0, 0, "still kept\n");
    assertThat(log(LogQuery.ofRank(0))).isEqualTo("still kept\n");
  }

  @Test
  void progressBecomesMetricsAndVitalsOfTheLowestRankThatReports() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = run();
    String of1 = line(1, 100, 9.5, 1000) + line(2, 101, 9.25, 1128);
    String of0 = line(1, 100, 3.2118732929, 1000) + line(3, 102, 3.0, 1256);

    long next = agents.get(1).progress(0, of1);
    assertThat(agents.get(1).progress(0, of1)).isEqualTo(next);
    agents.get(0).progress(0, of0);

    JobView job = job();
    assertThat(job.progress().step()).isEqualTo(3);
    assertThat(job.progress().totalSteps()).isEqualTo(10);
    assertThat(job.progress().loss()).isEqualTo(3.0);
    assertThat(job.progress().tokensPerSecond()).isEqualTo(128.0);
    assertThat(job.progress().eta()).isNotNull();
    assertThat(ranks()).extracting(RankView::step).containsExactly(3L, 2L);

    List<SeriesView> series =
        fixture.client().metrics(ServerFixture.HELLO, MetricQuery.all()).series();
    assertThat(series).extracting(SeriesView::name).containsExactly("loss", "tokens");
    assertThat(series.getFirst().points()).extracting("step").containsExactly(1L, 3L);
    assertThat(series.getFirst().points()).extracting("value").containsExactly(3.2118732929, 3.0);
    assertThat(
            fixture
                .client()
                .metrics(ServerFixture.HELLO, new MetricQuery(List.of("loss"), null))
                .series())
        .hasSize(1);
  }

  @Test
  void vitalsOutliveTheServer() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = run();
    agents.get(0).progress(0, line(1, 100, 4.5, 128) + line(2, 101, 4.25, 256));

    fixture.restart();

    assertThat(job().progress().step()).isEqualTo(2);
    assertThat(job().progress().loss()).isEqualTo(4.25);
  }

  @Test
  void aLossThatIsNoNumberIsKeptAsNone() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();

    agent.progress(0, "{\"step\": 1, \"loss\": NaN}\nnot json\n{\"step\": 2, \"loss\": 1.5}\n");

    assertThat(fixture.client().metrics(ServerFixture.HELLO, MetricQuery.all()).series())
        .singleElement()
        .satisfies(
            loss -> assertThat(loss.points()).extracting("value").containsExactly(null, 1.5));
  }

  @Test
  void anAnnouncedCheckpointIsInTheHistoryOnce() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();
    String line = "{\"checkpoint\": \"step-5\", \"step\": 5}\n";

    agent.progress(0, line);
    agent.progress(0, line);
    agent.progress(line.length(), line);

    assertThat(fixture.client().checkpoints(ServerFixture.HELLO).items())
        .singleElement()
        .satisfies(checkpoint -> {
          assertThat(checkpoint.step()).isEqualTo(5);
          assertThat(checkpoint.path()).endsWith("/checkpoints/step-5");
        });
    assertThat(fixture.client().events(ServerFixture.HELLO, 0).items())
        .filteredOn(event -> event.type().equals("checkpoint.written"))
        .hasSize(1);
  }

  @Test
  void aCheckpointOutsideTheJobsFolderIsNotTaken() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();

    agent.progress(0, "{\"checkpoint\": \"../../../etc\", \"step\": 5}\n");

    assertThat(fixture.client().checkpoints(ServerFixture.HELLO).items()).isEmpty();
  }

  @Test
  void aCheckpointWithAnImpossiblePathHoldsUpNothing() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();
    String lines =
        "{\"checkpoint\": \"a\\u0000b\", \"step\": 5}\n{\"checkpoint\": \"step-6\", \"step\": 6}\n";

    assertThat(agent.progress(0, lines)).isEqualTo(lines.length());

    assertThat(fixture.client().checkpoints(ServerFixture.HELLO).items())
        .singleElement()
        .satisfies(checkpoint -> assertThat(checkpoint.step()).isEqualTo(6));
  }

  @Test
  void heartbeatsThatSayNothingNewAreNotJournaled() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();
    int before = fixture.client().events(0).items().size();

    for (int i = 0; i < 20; i++) {
      agent.say(WorkerPhase.RUNNING, "epoch " + i, agent.alive());
    }

    assertThat(fixture.client().events(0).items()).hasSize(before);
    assertThat(job().activity()).isEqualTo("epoch 19");
  }

  @Test
  void anOldReportThatComesLateChangesNothing() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();
    var late = agent.report(WorkerPhase.RUNNING, "", List.of(agent.exited(1)));
    agent.say(WorkerPhase.RUNNING, agent.alive());

    agent.heartbeat(late);

    assertThat(job().state()).isEqualTo("running");
  }

  @Test
  void aSecondAgentForANodeIsToldToGo() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = run().getFirst();

    assertThat(agent.twin().hello().order()).isEqualTo(Order.EXIT);
    assertThat(agent.say(WorkerPhase.RUNNING, agent.alive()).order()).isEqualTo(Order.RUN);
  }

  @Test
  void theAgentsGetTheJobsPackedWorkingDirectory() throws Exception {
    Path workdir = Files.createDirectories(folder.resolve("code"));
    Files.writeString(workdir.resolve("train.py"), "print('hi')\n");
    fixture.submit(
        ServerFixture.MANIFEST.replace("command:", "workdir: %s\n  command:".formatted(workdir)));
    FakeAgent agent = fixture.nextAgents().getFirst();
    agent.hello();
    String digest = requireNonNull(agent.await(Order.PREPARE).preparation()).workdirDigest();

    assertThat(agent.get("artifacts/" + digest).statusCode()).isEqualTo(200);
    assertThat(agent.get("artifacts/" + digest).body())
        .isEqualTo(Files.readAllBytes(fixture.server().home().artifacts().resolve(digest)));
    assertThat(agent.get("artifacts/" + "0".repeat(64)).statusCode()).isEqualTo(404);
  }

  private List<FakeAgent> run() throws InterruptedException {
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.alive()));
    return agents;
  }

  private static void succeed(List<FakeAgent> agents) {
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    agents.forEach(agent -> agent.stop(agent.exited(0)));
  }

  private JobView job() {
    return fixture.client().job(ServerFixture.HELLO);
  }

  private List<RankView> ranks() {
    return fixture.client().ranks(ServerFixture.HELLO).items();
  }

  private String log(LogQuery query) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (LogStream stream = fixture.client().logs(ServerFixture.HELLO, query)) {
      for (byte[] piece = stream.next(); piece != null; piece = stream.next()) {
        all.writeBytes(piece);
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static String text(byte[] piece) {
    return new String(piece, StandardCharsets.UTF_8);
  }

  private static String line(long step, long seconds, double loss, long tokens) {
    return "{\"step\": %d, \"time\": %d, \"loss\": %s, \"tokens\": %d}\n"
        .formatted(step, seconds, loss, tokens);
  }
}
