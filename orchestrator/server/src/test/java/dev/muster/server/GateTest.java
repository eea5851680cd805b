package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import dev.muster.client.ProblemException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, and how those who do not are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
  private ServerFixture fixture;
  private FakeAgent agent;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    fixture = ServerFixture.on(folder);
    fixture.submit(ServerFixture.MANIFEST);
    agent = fixture.nextAgents().getFirst();
  }

  @AfterAll
  void end() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/jobs",
        "/api/v1/events",
        "/api/v1/server",
        "/api/v1/artifacts/x",
        "/api/v1/nothing",
        "/nothing",
        "/agent/v1/directive"
      })
  void withoutATokenNothingIsSaid(String path) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(fixture.url().resolve(path)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(ServerFixture.json(answer).get("type").asString()).isEqualTo("auth.denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void thePlatformNeedsNoToken(String path) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(fixture.url().resolve(path)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void theTokensOfPeopleAndAgentsOpenTheirOwnDoorsOnly() throws Exception {
    assertThat(as(agent.token(), "/api/v1/jobs").statusCode()).isEqualTo(403);
    assertThat(as(fixture.token(), "/agent/v1/directive").statusCode()).isEqualTo(403);
    assertThat(as(agent.token(), "/agent/v1/directive").statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenThatWasTamperedWithIsNone() throws Exception {
    String[] parts = agent.token().split("\\.", -1);
    String otherNode = "%s.1.%s.%s".formatted(parts[0], parts[2], parts[3]);
    String longer = "%s.0.%d.%s".formatted(parts[0], Long.parseLong(parts[2]) + 1, parts[3]);

    assertThat(as(otherNode, "/agent/v1/directive").statusCode()).isEqualTo(401);
    assertThat(as(longer, "/agent/v1/directive").statusCode()).isEqualTo(401);
    assertThat(as("a.b.c", "/agent/v1/directive").statusCode()).isEqualTo(401);
    assertThat(as("a.b.c.d", "/agent/v1/directive").statusCode()).isEqualTo(401);
  }

  @Test
  void theClientKeepsTheTokenToItself() {
    String token = "a-secret-that-nobody-may-see";
    Access access = new Access(fixture.url(), token);

    assertThat(access.toString()).doesNotContain(token);
    try (MusterClient client = new MusterClient(access)) {
      client.status();
      throw new AssertionError("let in");
    } catch (ProblemException e) {
      assertThat(e.toString()).doesNotContain(token).contains("auth.denied");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, 404, not.found",
    "GET, /api/v1/jobs/default/nobody, 404, not.found",
    "DELETE, /api/v1/jobs, 405, method.not-allowed",
    "GET, /api/v1/jobs?limit=many, 400, request.invalid",
    "GET, /api/v1/jobs?limit=0, 400, request.invalid",
    "GET, /api/v1/jobs?cursor=nonsense, 400, request.invalid",
    "GET, /api/v1/jobs/default/hello/logs?rank=9, 404, not.found",
    "GET, /api/v1/jobs/default/hello/logs?since=-1, 400, request.invalid",
    "GET, /api/v1/jobs/default/hello/metrics?points=1, 400, request.invalid",
    "GET, /api/v1/events?limit=100000, 400, request.invalid",
    "POST, /api/v1/jobs, 415, media.unsupported"
  })
  void everyErrorIsAProblem(String method, String path, int status, String type) throws Exception {
    HttpResponse<String> answer =
        fixture.send(
            fixture
                .request(path)
                .header("Content-Type", "image/png")
                .method(
                    method,
                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(ServerFixture.json(answer).get("status").asInt()).isEqualTo(status);
    assertThat(ServerFixture.json(answer).get("type").asString()).isEqualTo(type);
    assertThat(path).startsWith(ServerFixture.json(answer).get("instance").asString());
  }

  @Test
  void anAgentsNonsenseIsAProblemToo() {
    assertThat(agent.send("heartbeat", new byte[] {'{'}, "application/json").statusCode())
        .isEqualTo(400);
    assertThat(
            agent
                .send("logs?epoch=1&rank=0&offset=0", new byte[] {1, 2}, "application/gzip")
                .statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> as(String token, String path)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(fixture.url().resolve(path))
            .header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return fixture.http().send(request.build(), BodyHandlers.ofString());
  }
}
