package dev.muster.server;

import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Inventory;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.ProgressChunk;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.model.run.CheckpointContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An agent that says over HTTP what the test makes it say, for a node with one rank. */
final class FakeAgent {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PID = 4711;

  private final Supplier<URI> server;
  private final String claim;
  private final int node;
  private final String instance;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private String token;
  private Directive directive = new Directive(-1, 0, Order.WAIT, null, null, null);
  private long sequence;

  FakeAgent(Supplier<URI> server, ScriptedProvider.Grant grant, int node) {
    this(
        server,
        grant.id().value(),
        node,
        grant.request().bootstrap().joinTokens().get(node).reveal());
  }

  FakeAgent(Supplier<URI> server, String claim, int node, String token) {
    this.server = server;
    this.claim = claim;
    this.node = node;
    this.token = token;
    this.instance = "agent" + System.identityHashCode(this);
  }

  /** Another process for the same node. */
  FakeAgent twin() {
    return new FakeAgent(server, claim, node, token);
  }

  String token() {
    return token;
  }

  long epoch() {
    return directive.epoch();
  }

  Directive directive() {
    return directive;
  }

  int node() {
    return node;
  }

  Directive hello() {
    return hello(WorkerPhase.IDLE);
  }

  /** Greets a server with what it does already. */
  Directive hello(WorkerPhase phase, RankReport... ranks) {
    Inventory inventory = new Inventory("box", 4, 1 << 30, 0, List.of());
    Hello hello = new Hello("test", PID, inventory, report(phase, "", List.of(ranks)));
    return welcome(send("hello", json.writeValueAsBytes(hello)));
  }

  Directive say(WorkerPhase phase, RankReport... ranks) {
    return say(phase, "", ranks);
  }

  Directive say(WorkerPhase phase, String activity, RankReport... ranks) {
    return heartbeat(report(phase, activity, List.of(ranks)));
  }

  Directive heartbeat(WorkerReport report) {
    return welcome(send("heartbeat", json.writeValueAsBytes(report)));
  }

  WorkerReport report(WorkerPhase phase, String activity, List<RankReport> ranks) {
    sequence++;
    Integer port = node == 0 && phase == WorkerPhase.READY ? 29500 : null;
    return new WorkerReport(
        claim,
        node,
        instance,
        sequence,
        directive.epoch(),
        phase,
        activity,
        port,
        ranks,
        null,
        steadyMillis());
  }

  /** A clock that goes evenly, an hour behind everybody else's. */
  private static long steadyMillis() {
    return 1_700_000_000_000L + System.nanoTime() / 1_000_000;
  }

  /** Asks what is wanted, for at most five seconds. */
  void poll(long after) {
    welcome(get("directive?after=%d&waitMillis=5000".formatted(after)));
  }

  /** Waits until something else is wanted. */
  Directive await(Order order) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (directive.order() != order) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("order: %s (expected: %s)".formatted(directive.order(), order));
      }
      String path =
          "directive?after=%d&waitMillis=%d".formatted(directive.revision(), PATIENCE.toMillis());
      welcome(get(path));
    }
    return directive;
  }

  /** Takes part until the ranks are to run. */
  void becomeReady() {
    hello();
    await(Order.PREPARE);
    say(WorkerPhase.PREPARING);
    say(WorkerPhase.READY);
  }

  /** Takes part in a further attempt until the ranks are to run. */
  void becomeReadyAgain() {
    await(Order.PREPARE);
    say(WorkerPhase.PREPARING);
    say(WorkerPhase.READY);
  }

  /** Does every chore of the newest directive as told. */
  void doChores(Function<Chore, ChoreReport> how) {
    for (Chore chore : directive.chores()) {
      welcome(send("chores", json.writeValueAsBytes(how.apply(chore))));
    }
  }

  /** What it says of a checkpoint's folder in which something lies. */
  ChoreReport found(Chore chore, String digest) {
    CheckpointContent content = new CheckpointContent(2, 4096, digest);
    return new ChoreReport(
        claim, node, directive.epoch(), chore.task(), chore.path(), content, null);
  }

  /** What it says when it has done a chore, or could not. */
  ChoreReport done(Chore chore, @Nullable String problem) {
    return new ChoreReport(
        claim, node, directive.epoch(), chore.task(), chore.path(), null, problem);
  }

  /** Waits until a chore stands in the directive. */
  void awaitChore() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (directive.chores().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("chores: none (expected: some)");
      }
      welcome(get("directive?after=%d&waitMillis=1000".formatted(directive.revision())));
    }
  }

  /** Obeys the order to stop. */
  void stop(RankReport rank) {
    await(Order.STOP);
    say(WorkerPhase.STOPPED, rank);
  }

  RankReport alive() {
    return new RankReport(node, PID, false, null, null, false, 0, List.of());
  }

  RankReport exited(int code, String... lastLines) {
    return new RankReport(node, PID, true, code, null, false, 1, List.of(lastLines));
  }

  RankReport stopped() {
    return new RankReport(node, PID, true, null, 15, true, 1, List.of());
  }

  /** Delivers a piece of a log; answers up to where the server has everything. */
  long log(int rank, long offset, String text) {
    String path = "logs?epoch=%d&rank=%d&offset=%d".formatted(directive.epoch(), rank, offset);
    return next(send(path, gzip(text), "application/gzip"));
  }

  /** Delivers progress lines of its rank; answers up to where the server has everything. */
  long progress(long offset, String lines) {
    ProgressChunk chunk = new ProgressChunk(claim, node, directive.epoch(), node, offset, lines);
    return next(send("progress", json.writeValueAsBytes(chunk)));
  }

  HttpResponse<byte[]> get(String path) {
    return exchange(request(path).GET().build());
  }

  private HttpResponse<byte[]> send(String path, byte[] body) {
    return send(path, body, "application/json");
  }

  HttpResponse<byte[]> send(String path, byte[] body, String contentType) {
    return exchange(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.get().resolve("/agent/v1/" + path))
        .timeout(PATIENCE.multipliedBy(2))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.uri() + ": " + e, e);
    }
  }

  private Directive welcome(HttpResponse<byte[]> answer) {
    Welcome welcome = json.readValue(body(answer), Welcome.class);
    token = welcome.token();
    directive = welcome.directive();
    return directive;
  }

  private long next(HttpResponse<byte[]> answer) {
    return json.readTree(body(answer)).get("next").asLong();
  }

  private static byte[] body(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "status: %d (expected: 200): %s".formatted(answer.statusCode(), text));
    }
    return answer.body();
  }

  static byte[] gzip(@Nullable String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
