package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.JobQuery;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Jobs that come together: all of them are taken, or none. */
class SeveralJobsTest {
  private static final String JOB =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: NAME
      spec:
        command: [python, train.py]
        resources:
          nodes: 1
          accelerators: cpu:1
      """;

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
  void severalDocumentsAreAnsweredAsAListInTheirOrder() throws Exception {
    HttpResponse<String> answer = submit(documents("b", "a", "c"), null);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(names(answer)).containsExactly("b", "a", "c");
    assertThat(ServerFixture.json(answer).get("next").isNull()).isTrue();
  }

  @Test
  void oneThatIsRefusedKeepsAllOthersOut() throws Exception {
    submit(job("taken"), null);
    String other = job("taken").replace("train.py", "other.py");

    HttpResponse<String> answer = submit(documents("a", "b") + "---\n" + other, null);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(fixture.client().jobs(JobQuery.all()).items()).hasSize(1);
    JsonNode error = ServerFixture.json(answer).get("errors").get(0);
    assertThat(error.get("pointer").asString()).isEqualTo("/metadata/name");
    assertThat(error.get("value").asString()).contains("taken");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    String first = job("a").replace("nodes: 1", "nodes: 0");
    String second = job("b").replace("command", "comand");

    HttpResponse<String> answer = submit(first + "---\n" + second, null);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(ServerFixture.json(answer).get("errors").size()).isGreaterThanOrEqualTo(2);
    assertThat(fixture.client().jobs(JobQuery.all()).items()).isEmpty();
  }

  @Test
  void aKeyCoversTheWholeRequest() throws Exception {
    HttpResponse<String> first = submit(documents("a", "b"), "key-1");
    HttpResponse<String> again = submit(documents("a", "b"), "key-1");
    HttpResponse<String> other = submit(documents("a", "c"), "key-1");
    HttpResponse<String> single = submit(job("d"), "key-1");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("idempotency.reused");
    assertThat(single.body()).contains("idempotency.reused");
    assertThat(fixture.client().jobs(JobQuery.all()).items()).hasSize(2);
  }

  @Test
  void aKeyOfSeveralIsRememberedByTheNextServer() throws Exception {
    HttpResponse<String> first = submit(documents("a", "b"), "key-1");
    fixture.restart();

    assertThat(ids(submit(documents("a", "b"), "key-1"))).isEqualTo(ids(first));
  }

  @Test
  void equalJobsThatAreHereAreThose() throws Exception {
    HttpResponse<String> first = submit(documents("a", "b"), null);
    HttpResponse<String> again = submit(documents("a", "b"), null);
    HttpResponse<String> more = submit(documents("a", "b", "c"), null);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(more.statusCode()).isEqualTo(201);
    assertThat(ids(more)).startsWith(ids(first).toArray(String[]::new));
  }

  @Test
  void aDryRunSaysWhatBecomesOfEachAndChangesNothing() throws Exception {
    HttpResponse<String> answer =
        post("/api/v1/jobs?dryRun=true", "application/yaml", null, documents("a", "b"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(names(answer)).containsExactly("a", "b");
    assertThat(fixture.client().jobs(JobQuery.all()).items()).isEmpty();
  }

  @Test
  void aFormHasManifestAndWorkingDirectory() throws Exception {
    String manifest = job("a").replace("spec:", "spec:\n  workdir: .");
    HttpResponse<String> answer =
        post(
            "/api/v1/jobs",
            "multipart/form-data; boundary=edge",
            null,
            part("manifest", null, manifest) + part("workdir", "w.tar.gz", "packed") + "--edge--");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    try (var artifacts = Files.list(fixture.server().home().artifacts())) {
      assertThat(artifacts).singleElement().satisfies(f -> assertThat(f).hasContent("packed"));
    }
  }

  @Test
  void aFormWithoutManifestIsRefused() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/v1/jobs",
            "multipart/form-data; boundary=edge",
            null,
            part("workdir", "w.tar.gz", "packed") + "--edge--");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  private static String part(String name, @Nullable String file, String content) {
    return "--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
        .formatted(name, file == null ? "" : "; filename=\"" + file + "\"", content);
  }

  private HttpResponse<String> submit(String manifests, @Nullable String key) throws Exception {
    return post("/api/v1/jobs", "application/yaml", key, manifests);
  }

  private HttpResponse<String> post(String path, String type, @Nullable String key, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        fixture
            .request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return fixture.send(request);
  }

  private static String documents(String... names) {
    return List.of(names).stream().map(SeveralJobsTest::job).collect(Collectors.joining("---\n"));
  }

  private static String job(String name) {
    return JOB.replace("NAME", name);
  }

  private static List<String> names(HttpResponse<String> answer) {
    return values(answer, "name");
  }

  private static List<String> ids(HttpResponse<String> answer) {
    return values(answer, "id");
  }

  private static List<String> values(HttpResponse<String> answer, String field) {
    List<String> values = new ArrayList<>();
    ServerFixture.json(answer).get("items").forEach(i -> values.add(i.get(field).asString()));
    return values;
  }
}
