package dev.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.api.Problem;
import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The client against a server that loses answers and breaks off. */
class MusterClientTest {
  private static final JobRef JOB = new JobRef("default", "hello");
  private static final String TOKEN = "very-secret";

  private static final String JOB_VIEW =
      """
      {"project": "default", "name": "hello", "id": "abcdef", "state": "queued", "reason": null,
       "activity": null, "attempts": [], "progress": {"step": null, "totalSteps": null,
       "loss": null, "tokensPerSecond": null, "eta": null}, "submittedAt": "2026-01-01T00:00:00Z",
       "startedAt": null, "finishedAt": null, "restarts": 0, "nodes": 1, "worldSize": 1,
       "mesh": {"data": 1, "fsdp": 1, "tensor": 1, "pipeline": 1, "context": 1, "expert": 1},
       "labels": {}, "priority": 500, "needs": [], "secrets": [], "revision": 1,
       "deadlines": {"start": null, "run": null, "finishBy": null},
       "files": {"logs": "/l", "checkpoints": "/c", "workdir": "/w"}, "added": "later"}
      """;

  private interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final Queue<Script> scripts = new ArrayDeque<>();
  private final List<HttpExchange> seen = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private MusterClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::play);
    server.start();
    client = new MusterClient(new Access(url(), TOKEN));
  }

  @AfterEach
  void end() {
    client.close();
    server.stop(0);
  }

  @Test
  void secretsTravelInAPartOfTheirOwnAndShowInNoText() {
    scripts.add(exchange -> send(exchange, 201, JOB_VIEW));
    byte[] manifest = "kind: x\n".getBytes(StandardCharsets.UTF_8);
    NewJob job =
        new NewJob(manifest, null, null, Map.of("demo", Map.of("TOKEN", "s3cr3t")), "key-1");

    client.submit(job);

    String type = header(seen.getFirst(), "Content-Type");
    assertThat(type).startsWith("multipart/form-data; boundary=");
    String boundary = type.replaceFirst(".*boundary=", "");
    assertThat(bodies)
        .containsExactly(
            """
            --%1$s
            Content-Disposition: form-data; name="manifest"; filename="manifest"
            Content-Type: application/yaml

            kind: x

            --%1$s
            Content-Disposition: form-data; name="secrets"; filename="secrets"
            Content-Type: application/json

            {"demo":{"TOKEN":"s3cr3t"}}
            --%1$s--
            """
                .formatted(boundary)
                .replace("\n", "\r\n")
                .replace("kind: x\r\n", "kind: x\n"));
    assertThat(job.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void aSubmissionWhoseAnswerWasLostIsRepeatedUnderTheSameKey() {
    scripts.add(HttpExchange::close);
    scripts.add(exchange -> send(exchange, 503, problem(503, "journal.failed")));
    scripts.add(exchange -> send(exchange, 201, JOB_VIEW));

    Submitted submitted = client.submit(new NewJob(new byte[] {'x'}, null, "/py", "key-1"));

    assertThat(submitted.created()).isTrue();
    assertThat(submitted.job().id()).isEqualTo("abcdef");
    assertThat(seen)
        .hasSize(3)
        .allSatisfy(exchange -> {
          assertThat(header(exchange, "Idempotency-Key")).isEqualTo("key-1");
          assertThat(header(exchange, "Muster-Python")).isEqualTo("/py");
          assertThat(header(exchange, "Muster-Workdir")).isNull();
          assertThat(exchange.getRequestURI().toString()).doesNotContain(TOKEN);
        });
  }

  @Test
  void anOrderWhoseAnswerWasLostIsRepeatedUnderTheSameKey() {
    scripts.add(HttpExchange::close);
    scripts.add(exchange -> send(exchange, 202, JOB_VIEW));

    assertThat(client.order(JOB, JobOrder.SUSPEND, "key-2").id()).isEqualTo("abcdef");
    assertThat(seen)
        .hasSize(2)
        .allSatisfy(exchange -> {
          assertThat(header(exchange, "Idempotency-Key")).isEqualTo("key-2");
          assertThat(exchange.getRequestURI()).hasPath("/api/v1/jobs/default/hello/suspend");
        });
  }

  @Test
  void everyCancellationHasAKeyOfItsOwn() {
    scripts.add(exchange -> send(exchange, 202, JOB_VIEW));
    scripts.add(exchange -> send(exchange, 202, JOB_VIEW));

    client.cancel(JOB);
    client.cancel(JOB);

    assertThat(seen)
        .extracting(exchange -> header(exchange, "Idempotency-Key"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void pruningSaysWhatItIsAbout() {
    String answer =
        """
        {"items": [{"kind": "runtime", "name": "abc", "bytes": 7}], "bytes": 7, "dryRun": true}
        """;
    scripts.add(exchange -> send(exchange, 200, answer));

    PruneView pruned = client.prune(new PruneOrder("7d"), true);

    assertThat(pruned)
        .isEqualTo(new PruneView(List.of(new PrunedView("runtime", "abc", 7)), 7, true));
    assertThat(bodies).containsExactly("{\"finishedBefore\":\"7d\"}");
    assertThat(seen.getFirst().getRequestURI()).hasToString("/api/v1/prune?dryRun=true");
  }

  @Test
  void aRefusalIsNotRepeated() {
    scripts.add(exchange -> send(exchange, 422, problem(422, "manifest.invalid")));

    assertThatThrownBy(() -> client.submit(new NewJob(new byte[0], null, null, "k")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).isEqualTo("manifest.invalid"));
    assertThat(seen).hasSize(1);
  }

  @Test
  void anErrorThatIsNoProblemIsStillTold() {
    scripts.add(exchange -> send(exchange, 502, "<html>bad gateway</html>"));

    assertThatThrownBy(() -> client.job(JOB))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(502);
              assertThat(e.problem().detail()).contains("bad gateway");
            });
  }

  @Test
  void aServerThatIsAwayIsUnreachable() {
    URI gone = url();
    server.stop(0);

    assertThatThrownBy(() -> client.job(JOB))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining(gone.toString())
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void somethingElseThatAnswersIsUnreachableToo() {
    scripts.add(exchange -> send(exchange, 200, "<html>hello</html>"));

    assertThatThrownBy(() -> client.job(JOB)).isInstanceOf(UnreachableException.class);
  }

  @Test
  void aLogGoesOnWhereTheConnectionBroke() {
    scripts.add(exchange -> breakOff(exchange, "one\n"));
    scripts.add(exchange -> send(exchange, 200, "two\n"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();

    try (LogStream stream = client.logs(JOB, LogQuery.ofRank(1).from(10).following())) {
      for (byte[] piece = stream.next(); piece != null; piece = stream.next()) {
        all.writeBytes(piece);
      }
      assertThat(stream.offset()).isEqualTo(18);
    }

    assertThat(all.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(seen)
        .extracting(exchange -> exchange.getRequestURI().getQuery())
        .containsExactly("since=10&follow=true&rank=1", "since=14&follow=true&rank=1");
  }

  @Test
  void eventsGoOnBehindTheLastOne() {
    scripts.add(exchange -> send(exchange, 200, ": hello\n\n" + event(7) + event(8)));
    scripts.add(exchange -> breakOff(exchange, "id: 9\ndata: {\"id\""));
    scripts.add(exchange -> send(exchange, 200, event(9)));

    try (EventStream stream = client.follow(JOB, 6)) {
      assertThat(stream.next()).extracting("id").isEqualTo(7L);
      assertThat(stream.next()).extracting("id").isEqualTo(8L);
      assertThat(stream.next()).extracting("id").isEqualTo(9L);
      assertThat(stream.last()).isEqualTo(9);
    }
    assertThat(seen)
        .extracting(exchange -> header(exchange, "Last-Event-ID"))
        .containsExactly("6", "8", "8");
  }

  @Test
  void namesAreEncoded() {
    scripts.add(exchange -> send(exchange, 200, JOB_VIEW));

    client.job(new JobRef("a b", "c/d?e"));

    assertThat(seen.getFirst().getRequestURI().getRawPath())
        .isEqualTo("/api/v1/jobs/a%20b/c%2Fd%3Fe");
  }

  @Test
  void aTokenThatCannotBeAHeaderIsRefusedUnseen() {
    assertThatThrownBy(() -> new Access(url(), TOKEN + "\nX: y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(TOKEN);
    assertThat(new Access(url(), TOKEN).toString()).doesNotContain(TOKEN);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void play(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    seen.add(exchange);
    Script script = scripts.poll();
    if (script == null) {
      send(exchange, 500, problem(500, "unscripted"));
    } else {
      script.answer(exchange);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Promises more than it sends. */
  private static void breakOff(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length + 100);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static String problem(int status, String type) {
    return JsonMapper.shared()
        .writeValueAsString(Problem.of(type, "No", status, "there is a reason"));
  }

  private static String event(long id) {
    return """
    id: %d
    event: job.submitted
    data: {"id": %d, "at": "2026-01-01T00:00:00Z", "project": "p", "job": "j", "jobId": "abcdef", "type": "job.submitted", "summary": "s", "detail": {}}

    """
        .formatted(id, id);
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }
}
