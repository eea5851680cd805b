package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.ServerInfo;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shapes that scripts rely on, from the command line and over HTTP. */
class ScriptsTest {
  private static final double LOSS = 3.2118732929229736;

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @BeforeAll
  static void runAJob() throws Exception {
    String manifest =
        JobFile.write(
            OWN.folder(),
            "scripted",
            """
            resources: {accelerators: cpu:2}
            training: {globalBatch: 2, sequenceLength: 8, tokens: 48}
            command: |
              for step in 1 2 3; do
                [ $MUSTER_RANK = 0 ] || exit 4
                echo "{\\"step\\": $step, \\"loss\\": %s}" >> $MUSTER_PROGRESS
              done
              exec sleep 60
            """
                .formatted(LOSS));
    assertThat(OWN.muster().run("run", manifest).exit()).isEqualTo(1);
  }

  @Test
  void psListsJobsAsJson() throws Exception {
    JsonNode list = json("ps", "-o", "json");

    assertThat(names(list)).contains("items", "next");
    assertThat(list.at("/items/0/name").asString()).isEqualTo("scripted");
    assertThat(names(list.at("/items/0")))
        .contains("project", "name", "state", "reason", "attempts", "progress");
  }

  @Test
  void describeTellsStateReasonAttemptsAndProgressAsJson() throws Exception {
    JsonNode job = json("describe", "scripted", "-o", "json");

    assertThat(job.path("project").asString()).isEqualTo("default");
    assertThat(job.path("state").asString()).isEqualTo("failed");
    assertThat(names(job.path("reason")))
        .contains("verdict", "summary", "fault", "blockers", "wouldRunIf", "next", "eta");
    assertThat(names(job.at("/attempts/0")))
        .contains("number", "epoch", "state", "startedAt", "endedAt", "cause");
    assertThat(names(job.at("/attempts/0/cause"))).contains("code", "rank", "node", "detail");
    assertThat(job.at("/attempts/0/cause/rank").asInt()).isEqualTo(1);
    assertThat(names(job.path("progress")))
        .contains("step", "totalSteps", "loss", "tokensPerSecond", "eta");
    assertThat(job.at("/progress/totalSteps").asLong()).isEqualTo(3);
    assertThat(names(job)).contains("plan", "ranks", "workers", "checkpoints");
  }

  @Test
  void ranksAndMetricsHaveTheirShapesAndNothingIsRounded() throws Exception {
    JsonNode ranks = get("/api/v1/jobs/default/scripted/ranks");
    JsonNode metrics = get("/api/v1/jobs/default/scripted/metrics?names=loss");

    assertThat(ranks.path("items").size()).isEqualTo(2);
    assertThat(names(ranks.at("/items/0")))
        .contains("rank", "node", "state", "pid", "step", "heartbeatAge", "mesh");
    assertThat(ranks.at("/items/1/state").asString()).isEqualTo("failed");
    assertThat(metrics.at("/series/0/name").asString()).isEqualTo("loss");
    assertThat(metrics.at("/series/0/attempt").asInt()).isEqualTo(1);
    assertThat(metrics.at("/series/0/points").size()).isEqualTo(3);
    assertThat(metrics.at("/series/0/points/2/step").asLong()).isEqualTo(3);
    assertThat(metrics.at("/series/0/points/2/value").asDouble()).isEqualTo(LOSS);
  }

  @Test
  void yamlIsOfferedToo() throws Exception {
    Ended ps = OWN.muster().run("ps", "-o", "yaml");

    assertThat(ps.exit()).as(ps.text()).isZero();
    assertThat(ps.out()).contains("items:", "name: scripted");
  }

  @Test
  void withoutATokenNothingIsTold() throws Exception {
    assertThat(status("/api/v1/jobs")).isEqualTo(401);
    assertThat(status("/health/ready")).isEqualTo(200);
  }

  private static JsonNode json(String... command) throws Exception {
    Ended ended = OWN.muster().run(command);
    assertThat(ended.exit()).as(ended.text()).isZero();
    return JsonMapper.shared().readTree(ended.out());
  }

  private static JsonNode get(String path) throws Exception {
    String token = Files.readString(OWN.muster().data().resolve("token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(url(path)).header("Authorization", "Bearer " + token).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static int status(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(url(path)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static URI url(String path) throws Exception {
    Path announcement = OWN.muster().data().resolve("server.json");
    byte[] json = Files.readAllBytes(announcement);
    return URI.create(JsonMapper.shared().readValue(json, ServerInfo.class).url() + path);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}
