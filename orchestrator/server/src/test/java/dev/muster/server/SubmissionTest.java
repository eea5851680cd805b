package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.Difference;
import dev.muster.api.ExplanationView;
import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import dev.muster.api.TrialView;
import dev.muster.client.JobQuery;
import dev.muster.client.NewJob;
import dev.muster.client.ProblemException;
import dev.muster.client.Submitted;
import dev.muster.client.pack.Packed;
import dev.muster.client.pack.Packer;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a manifest. */
class SubmissionTest {
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
  void aKeyThatComesAgainGetsTheSameAnswer() {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    Submitted first = fixture.client().submit(job);
    Submitted second = fixture.client().submit(job);

    assertThat(first.created()).isTrue();
    assertThat(second.created()).isTrue();
    assertThat(second.job().id()).isEqualTo(first.job().id());
    assertThat(fixture.client().jobs(JobQuery.all()).items()).hasSize(1);
  }

  @Test
  void aKeyIsRememberedWhenTheJobIsOverAndTheServerIsAnother() throws Exception {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    Submitted first = fixture.client().submit(job);
    succeed();
    fixture.restart();

    Submitted second = fixture.client().submit(job);

    assertThat(second.job().id()).isEqualTo(first.job().id());
    assertThat(second.job().state()).isEqualTo("succeeded");
  }

  @Test
  void aKeyIsGoodForOneManifestOnly() {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    fixture.client().submit(job);
    byte[] other =
        ServerFixture.MANIFEST.replace("train.py", "other.py").getBytes(StandardCharsets.UTF_8);

    Problem problem = refusal(new NewJob(other, null, null, job.idempotencyKey()));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.type()).isEqualTo("idempotency.reused");
  }

  @Test
  void theEqualManifestUnderALiveNameIsThatJob() {
    Submitted first = fixture.submit(ServerFixture.MANIFEST);
    Submitted second =
        fixture.submit("# said otherwise, meant the same\n" + ServerFixture.MANIFEST);

    assertThat(second.created()).isFalse();
    assertThat(second.job().id()).isEqualTo(first.job().id());
  }

  @Test
  void aDifferentManifestUnderALiveNameIsRefusedWithTheDifference() {
    Submitted live = fixture.submit(ServerFixture.MANIFEST);

    Problem problem =
        refusal(ServerFixture.newJob(ServerFixture.MANIFEST.replace("train.py", "other.py")));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.type()).isEqualTo("name.conflict");
    assertThat(problem.job()).isEqualTo(live.job().id());
    assertThat(problem.differences())
        .containsExactly(new Difference("/spec/command/1", "train.py", "other.py"));
  }

  @Test
  void aFinishedNameRunsAgainAsANewJob() throws Exception {
    Submitted first = fixture.submit(ServerFixture.MANIFEST);
    succeed();
    Submitted second = fixture.submit(ServerFixture.MANIFEST);

    assertThat(second.created()).isTrue();
    assertThat(second.job().id()).isNotEqualTo(first.job().id());
    assertThat(fixture.client().job(ServerFixture.HELLO).id()).isEqualTo(second.job().id());
    assertThat(fixture.client().jobs(JobQuery.all()).items())
        .extracting("id")
        .containsExactly(second.job().id(), first.job().id());
  }

  @Test
  void everyErrorOfAManifestComesWithItsPlace() {
    Problem problem =
        refusal(
            ServerFixture.newJob(
                ServerFixture.MANIFEST.replace("nodes: 2", "nodez: 2").replace("hello", "Not OK")));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.type()).isEqualTo("manifest.invalid");
    assertThat(problem.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/metadata/name", "/spec/resources/nodez");
    assertThat(problem.errors().getLast())
        .satisfies(error -> {
          assertThat(error.line()).isEqualTo(8);
          assertThat(error.column()).isEqualTo(5);
          assertThat(error.message()).contains("did you mean `nodes`");
        });
    assertThat(fixture.client().jobs(JobQuery.all()).items()).isEmpty();
  }

  @Test
  void whatCannotBePlannedIsRefusedWhereItStands() {
    Problem problem =
        refusal(
            ServerFixture.newJob(
                ServerFixture.MANIFEST + "  parallelism:\n    data: 3\n    pipeline: 1\n"));

    assertThat(problem.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.pointer()).isEqualTo("/spec/parallelism");
          assertThat(error.line()).isEqualTo(14);
          assertThat(error.message()).contains("data 2 × pipeline 1");
        });
  }

  @Test
  void whatCanNeverFitIsRefusedWithAnExplanation() {
    Problem problem =
        refusal(ServerFixture.newJob(ServerFixture.MANIFEST.replace("nodes: 2", "nodes: 8")));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.type()).isEqualTo("capacity.unsupported");
    ExplanationView why = requireNonNull(problem.explanation());
    assertThat(why.verdict()).isEqualTo("never");
    assertThat(why.blockers()).isNotEmpty();
    assertThat(why.next()).isNotEmpty();
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    TrialView fits = fixture.client().tryOut(ServerFixture.newJob(ServerFixture.MANIFEST));

    assertThat(fits.explanation().verdict()).isEqualTo("runnable_now");
    assertThat(fits.plan().mesh().data()).isEqualTo(2);
    assertThat(fixture.client().jobs(JobQuery.all()).items()).isEmpty();
    assertThat(fixture.client().events(0).items()).isEmpty();
  }

  @Test
  void aDryRunTellsWhatWouldHaveToWait() {
    fixture.submit(ServerFixture.MANIFEST.replace("nodes: 2", "nodes: 4"));

    TrialView waits =
        fixture
            .client()
            .tryOut(ServerFixture.newJob(ServerFixture.MANIFEST.replace("hello", "other")));

    assertThat(waits.explanation().verdict()).isEqualTo("waits");
    assertThat(waits.explanation().blockers()).isNotEmpty();
  }

  @Test
  void anUploadedWorkingDirectoryIsKeptUnderItsDigest() throws Exception {
    Path code = Files.createDirectories(folder.resolve("code"));
    Files.writeString(code.resolve("train.py"), "print(1)");
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    try (Packed packed = new Packer().pack(code)) {
      String digest = packed.digest();
      fixture.client().upload(digest, packed.file());
      fixture.client().upload(digest, packed.file());
      fixture.client().submit(new NewJob(job.manifest(), digest, null, job.idempotencyKey()));

      assertThat(fixture.server().home().artifacts().resolve(digest))
          .hasSameBinaryContentAs(packed.file());
    }
  }

  @Test
  void anArtifactThatIsNotWhatItIsCalledIsNotKept() throws Exception {
    String digest = "0".repeat(64);

    HttpResponse<String> answer = put("/api/v1/artifacts/" + digest, "something else");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(fixture.server().home().artifacts()).isEmptyDirectory();
    assertThat(put("/api/v1/artifacts/..%2Ftoken", "x").statusCode()).isEqualTo(400);
  }

  @Test
  void aWorkingDirectoryThatWasNeverUploadedIsRefused() {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);

    Problem problem =
        refusal(new NewJob(job.manifest(), "0".repeat(64), null, job.idempotencyKey()));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).contains("Muster-Workdir");
  }

  @Test
  void aRelativeWorkingDirectoryWithoutAnUploadIsRefusedWhereItStands() {
    Problem problem =
        refusal(
            ServerFixture.newJob(
                ServerFixture.MANIFEST.replace("command:", "workdir: .\n  command:")));

    assertThat(problem.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.pointer()).isEqualTo("/spec/workdir");
          assertThat(error.line()).isEqualTo(6);
          assertThat(error.message()).contains("absolute path", "Muster-Workdir");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/yaml", "application/json", "text/plain"})
  void yamlAndJsonAreTheSame(String type) throws Exception {
    String manifest =
        """
        {"apiVersion": "muster.dev/v1", "kind": "TrainingJob", "metadata": {"name": "hello"},
         "spec": {"command": "true"}}
        """;

    HttpResponse<String> answer =
        fixture.send(
            fixture
                .request("/api/v1/jobs")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(manifest)));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).contains("/api/v1/jobs/default/hello");
  }

  @Test
  void aManifestOfMoreThanAMebibyteIsTooLarge() throws Exception {
    HttpResponse<String> answer =
        fixture.send(
            fixture
                .request("/api/v1/jobs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString("#".repeat(1024 * 1024 + 1))));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(ServerFixture.json(answer).get("type").asString()).isEqualTo("request.too-large");
  }

  @Test
  void theListIsCutIntoPages() {
    for (String name : List.of("a", "b", "c")) {
      fixture.submit(ServerFixture.MANIFEST.replace("hello", name));
    }
    var first = fixture.client().jobs(new JobQuery(null, null, 2, null));
    var second = fixture.client().jobs(new JobQuery(null, null, 2, first.next()));

    assertThat(first.items()).extracting("name").containsExactly("c", "b");
    assertThat(second.items()).extracting("name").containsExactly("a");
    assertThat(second.next()).isNull();
    assertThat(fixture.client().jobs(new JobQuery("other", null, null, null)).items()).isEmpty();
    assertThat(fixture.client().jobs(new JobQuery(null, "queued", null, null)).items())
        .extracting("name")
        .containsExactly("c");
  }

  @Test
  void aNameThatNobodyHasIsNotFound() {
    assertThatThrownBy(() -> fixture.client().job(ServerFixture.HELLO))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
    assertThat(fixture.client().find(ServerFixture.HELLO)).isEmpty();
  }

  private void succeed() throws InterruptedException {
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    agents.forEach(agent -> agent.stop(agent.exited(0)));
    agents.forEach(agent -> agent.await(Order.EXIT));
  }

  private Problem refusal(NewJob job) {
    try {
      fixture.client().submit(job);
    } catch (ProblemException e) {
      return e.problem();
    }
    throw new AssertionError("accepted (expected: a problem)");
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = fixture.request(path).PUT(BodyPublishers.ofString(body));
    return fixture.send(request);
  }
}
