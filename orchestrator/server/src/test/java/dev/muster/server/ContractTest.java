package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answers is what its description says, for every operation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
  private static final String JOB = "/api/v1/jobs/default/hello";
  private static final String NOBODY = "/api/v1/jobs/default/nobody";
  private static final byte[] ARTIFACT = "content".getBytes(StandardCharsets.UTF_8);

  /** A request and the status that it must be answered with. */
  private record Call(
      String operation, String method, String path, @Nullable String body, int status) {}

  private ServerFixture fixture;
  private JsonNode description;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    fixture = ServerFixture.on(folder);
    fixture.submit(ServerFixture.MANIFEST);
    fixture.nextAgents();
    String yaml = fixture.send(fixture.request("/openapi.yaml")).body();
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    description = JsonMapper.shared().valueToTree(document);
  }

  @AfterAll
  void end() {
    fixture.close();
  }

  @Test
  void everyOperationAnswersAsDescribed() throws Exception {
    Set<String> called = new TreeSet<>();
    for (Call call : calls()) {
      check(call, send(call, fixture.token()));
      called.add(call.operation());
    }
    assertThat(called).containsAll(operations());
  }

  @Test
  void withoutATokenEveryOperationThatNeedsOneIsRefusedAsDescribed() throws Exception {
    for (Call call : calls()) {
      JsonNode operation = operation(call.operation());
      if (operation.path("security").isMissingNode()) {
        HttpResponse<String> answer = send(call, "wrong");
        assertThat(answer.statusCode()).as(call.toString()).isEqualTo(401);
        check(call, answer);
      }
    }
  }

  @Test
  void queriesThatMakeNoSenseAreRefusedAsDescribed() throws Exception {
    for (String path :
        List.of(
            "/api/v1/jobs?limit=0",
            "/api/v1/jobs?limit=501",
            "/api/v1/jobs?cursor=%00",
            "/api/v1/jobs?state=dead",
            "/api/v1/jobs?label=x",
            "/api/v1/jobs?fields=nothing",
            JOB + "?fields=progress.nothing",
            JOB + "/ranks?limit=0",
            JOB + "/ranks?cursor=Zm9yZWlnbg",
            JOB + "/workers?cursor=x",
            JOB + "/checkpoints?cursor=x",
            JOB + "/metrics?points=1",
            JOB + "/events?cursor=-1",
            JOB + "/logs?since=-1",
            "/api/v1/events?cursor=x",
            "/api/v1/events?from=then")) {
      HttpResponse<String> answer = fixture.send(fixture.request(path));

      assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(400);
      requireBody(path, answer, description.at("/components/responses/Problem400"));
    }
  }

  private List<Call> calls() throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ARTIFACT));
    return List.of(
        new Call("live", "GET", "/health/live", null, 200),
        new Call("ready", "GET", "/health/ready", null, 200),
        new Call("serverMetrics", "GET", "/metrics", null, 200),
        new Call("openApi", "GET", "/openapi.yaml", null, 200),
        new Call("schema", "GET", "/schemas/v1/training-job.json", null, 200),
        new Call("schema", "GET", "/schemas/v1/nothing.json", null, 404),
        new Call("status", "GET", "/api/v1/server", null, 200),
        new Call("submit", "POST", "/api/v1/jobs", ServerFixture.MANIFEST, 200),
        new Call("submit", "POST", "/api/v1/jobs?dryRun=true", ServerFixture.MANIFEST, 200),
        new Call("submit", "POST", "/api/v1/jobs", "kind: x", 422),
        new Call("list", "GET", "/api/v1/jobs", null, 200),
        new Call("list", "GET", "/api/v1/jobs?state=queued,running&limit=1", null, 200),
        new Call("job", "GET", JOB, null, 200),
        new Call("job", "GET", NOBODY, null, 404),
        new Call("explain", "GET", JOB + "/explain", null, 200),
        new Call("explain", "GET", NOBODY + "/explain", null, 404),
        new Call("plan", "GET", JOB + "/plan", null, 200),
        new Call("plan", "GET", NOBODY + "/plan", null, 404),
        new Call("ranks", "GET", JOB + "/ranks", null, 200),
        new Call("ranks", "GET", NOBODY + "/ranks", null, 404),
        new Call("workers", "GET", JOB + "/workers", null, 200),
        new Call("workers", "GET", NOBODY + "/workers", null, 404),
        new Call("checkpoints", "GET", JOB + "/checkpoints", null, 200),
        new Call("checkpoints", "GET", NOBODY + "/checkpoints", null, 404),
        new Call("metrics", "GET", JOB + "/metrics", null, 200),
        new Call("metrics", "GET", NOBODY + "/metrics", null, 404),
        new Call("logs", "GET", JOB + "/logs", null, 200),
        new Call("logs", "GET", JOB + "/logs?rank=9", null, 404),
        new Call("eventsOfJob", "GET", JOB + "/events", null, 200),
        new Call("eventsOfJob", "GET", NOBODY + "/events", null, 404),
        new Call("events", "GET", "/api/v1/events?limit=3", null, 200),
        new Call("hasArtifact", "HEAD", "/api/v1/artifacts/" + digest, null, 404),
        new Call("putArtifact", "PUT", "/api/v1/artifacts/" + digest, "content", 200),
        new Call("putArtifact", "PUT", "/api/v1/artifacts/" + digest, "other", 422),
        new Call("putArtifact", "PUT", "/api/v1/artifacts/x", "content", 400),
        new Call("prune", "POST", "/api/v1/prune?dryRun=true", null, 200),
        new Call("link", "POST", "/api/v1/signin", null, 200),
        new Call("signOut", "POST", "/api/v1/signout", null, 204),
        new Call("delete", "DELETE", NOBODY, null, 404),
        new Call("delete", "DELETE", JOB, null, 409),
        new Call("restart", "POST", JOB + "/restart?dryRun=true", null, 200),
        new Call("resume", "POST", JOB + "/resume", null, 202),
        new Call("suspend", "POST", JOB + "/suspend?dryRun=true", null, 200),
        new Call("cancel", "POST", NOBODY + "/cancel", null, 404),
        new Call("cancel", "POST", JOB + "/cancel?dryRun=true", null, 200),
        new Call("cancel", "POST", JOB + "/cancel", null, 202),
        new Call("stop", "POST", "/api/v1/server/stop", null, 200));
  }

  private HttpResponse<String> send(Call call, String token) throws Exception {
    HttpRequest.Builder request =
        fixture.request(call.path()).setHeader("Authorization", "Bearer " + token);
    String body = call.body();
    if (body == null) {
      return fixture.send(request.method(call.method(), BodyPublishers.noBody()));
    }
    String type = call.method().equals("PUT") ? "application/gzip" : "application/yaml";
    return fixture.send(
        request.header("Content-Type", type).method(call.method(), BodyPublishers.ofString(body)));
  }

  private void check(Call call, HttpResponse<String> answer) {
    if (answer.statusCode() != 401) {
      assertThat(answer.statusCode()).as("%s: %s", call, answer.body()).isEqualTo(call.status());
    }
    JsonNode described =
        operation(call.operation()).path("responses").path("" + answer.statusCode());
    assertThat(described.isMissingNode()).as("%s: %s", call, answer.statusCode()).isFalse();
    requireBody(call.toString(), answer, described);
  }

  private void requireBody(String call, HttpResponse<String> answer, JsonNode described) {
    JsonNode shape = resolved(described);
    JsonNode content = shape.path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    if (answer.request().method().equals("HEAD") || content.isMissingNode()) {
      assertThat(answer.body()).as(call).isEmpty();
      return;
    }
    assertThat(content.has(type)).as("%s: %s", call, type).isTrue();
    if (type.endsWith("json")) {
      assertThat(errors(content.path(type).path("schema"), answer.body()))
          .as("%s: %s", call, answer.body())
          .isEmpty();
    }
  }

  private List<Error> errors(JsonNode schema, String body) {
    String whole =
        JsonMapper.shared()
            .writeValueAsString(Map.of("allOf", List.of(schema), "$defs", strict()))
            .replace("#/components/schemas/", "#/$defs/");
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    return compiled.validate(body, InputFormat.JSON);
  }

  /** What the description does not name must not be answered. */
  private JsonNode strict() {
    JsonNode schemas = description.at("/components/schemas").deepCopy();
    schemas.forEach(schema -> {
      if (schema instanceof tools.jackson.databind.node.ObjectNode object) {
        object.put("additionalProperties", false);
      }
    });
    return schemas;
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isMissingNode() ? node : description.at(ref.asString().substring(1));
  }

  private JsonNode operation(String id) {
    for (JsonNode path : description.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asString("").equals(id)) {
          return operation;
        }
      }
    }
    throw new AssertionError("no operation is called " + id);
  }

  private Set<String> operations() {
    Set<String> all = new TreeSet<>();
    description
        .path("paths")
        .forEach(path -> path.forEach(o -> all.add(o.path("operationId").asString(""))));
    return all;
  }
}
