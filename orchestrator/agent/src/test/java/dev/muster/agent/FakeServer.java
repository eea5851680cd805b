package dev.muster.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.ProgressChunk;
import dev.muster.model.agent.Secrets;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's side of the protocol in memory; it can be away, it can lose every n-th answer, and
 * it can refuse pieces. It takes no more than the real one at once.
 */
final class FakeServer implements AutoCloseable {
  static final String TOKEN = "first-token";
  private static final int BODY_BYTES_MAX = 1024 * 1024;
  private static final String RENEWED = "renewed-token";

  private final JsonMapper json = JsonMapper.builder().build();
  private volatile HttpServer http;
  private final List<WorkerReport> reports = new CopyOnWriteArrayList<>();
  private final List<ChoreReport> chores = new CopyOnWriteArrayList<>();
  private final List<Hello> hellos = new CopyOnWriteArrayList<>();
  private final Map<String, ByteArrayOutputStream> files = new ConcurrentHashMap<>();
  private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private Directive directive = new Directive(1, 0, Order.WAIT, null, null, null);
  private volatile boolean away;
  private volatile boolean greeted;
  private volatile int loseEvery;
  private volatile @Nullable String poison;
  volatile long leaseSeconds = 3600;

  FakeServer() throws IOException {
    http = listen();
  }

  private HttpServer listen() throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    fresh.createContext("/agent/v1/", this::handle);
    fresh.start();
    return fresh;
  }

  /** Goes to another port, where it does not know anybody. */
  void move() throws IOException {
    http.stop(0);
    greeted = false;
    http = listen();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void offer(String digest, byte[] packed) {
    artifacts.put(digest, packed);
  }

  void prepare(long epoch, Preparation preparation) {
    order(epoch, Order.PREPARE, preparation, null, null);
  }

  void run(long epoch, Preparation preparation, Launch launch) {
    order(epoch, Order.RUN, preparation, launch, null);
  }

  void stop(long epoch, int graceSeconds) {
    order(epoch, Order.STOP, null, null, graceSeconds);
  }

  /** Asks for a checkpoint before the stop. */
  synchronized void save(long epoch, int graceSeconds, String signal) {
    directive =
        new Directive(
            directive.revision() + 1,
            epoch,
            Order.STOP,
            null,
            null,
            graceSeconds,
            signal,
            List.of());
    notifyAll();
  }

  /** Wants these beside what is wanted now. */
  synchronized void want(Chore... wanted) {
    Directive now = directive;
    directive =
        new Directive(
            now.revision() + 1,
            now.epoch(),
            now.order(),
            now.preparation(),
            now.launch(),
            now.graceSeconds(),
            now.saveSignal(),
            List.of(wanted));
    notifyAll();
  }

  List<ChoreReport> chores() {
    return chores;
  }

  /** Runs a launch with secrets. */
  synchronized void run(long epoch, Preparation preparation, Launch launch, Secrets secrets) {
    directive =
        new Directive(directive.revision() + 1, epoch, Order.RUN, preparation, launch, null)
            .with(secrets);
    notifyAll();
  }

  void exit() {
    order(0, Order.EXIT, null, null, null);
  }

  /** From now on nobody answers. */
  void leave() {
    away = true;
  }

  /** Is there again as it was. */
  synchronized void comeBack() {
    away = false;
    notifyAll();
  }

  /** A new server on the same port: knows nobody, counts revisions anew. */
  synchronized void comeBack(long epoch, int graceSeconds) {
    greeted = false;
    directive = new Directive(1, epoch, Order.STOP, null, null, graceSeconds);
    away = false;
    notifyAll();
  }

  /**
   * Of each kind of request every n-th is refused, and after the next one the answer gets lost.
   * They are counted by kind: counted together, kinds that take turns would meet the same fate for
   * ever.
   */
  void lose(int every) {
    loseEvery = every;
  }

  /** Refuses every piece of a log or of progress that has this word. */
  void refuse(String word) {
    poison = word;
  }

  List<Hello> hellos() {
    return hellos;
  }

  /** How often a token was wrong. */
  int refused() {
    return refused.get();
  }

  List<WorkerReport> reports() {
    return reports;
  }

  WorkerReport last() {
    return reports.getLast();
  }

  byte[] log(long epoch, int rank) {
    return file("log/%d/%d".formatted(epoch, rank)).toByteArray();
  }

  String logText(long epoch, int rank) {
    return new String(log(epoch, rank), StandardCharsets.UTF_8);
  }

  String progress(long epoch, int rank) {
    return file("progress/%d/%d".formatted(epoch, rank)).toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private synchronized void order(
      long epoch,
      Order order,
      @Nullable Preparation preparation,
      @Nullable Launch launch,
      @Nullable Integer graceSeconds) {
    directive =
        new Directive(directive.revision() + 1, epoch, order, preparation, launch, graceSeconds);
    notifyAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      serve(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int number = number(exchange.getRequestURI().getPath());
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      if (away || (loseEvery > 0 && number % loseEvery == 0)) {
        answer(exchange, 503, new byte[0]);
      } else if (!List.of("Bearer " + TOKEN, "Bearer " + RENEWED).contains(token)) {
        refused.incrementAndGet();
        answer(exchange, 401, new byte[0]);
      } else if (body.length > BODY_BYTES_MAX) {
        answer(exchange, 413, new byte[0]);
      } else {
        byte[] answer = answer(exchange, body);
        boolean lost = loseEvery > 0 && number % loseEvery == 1;
        answer(exchange, lost || away ? 500 : answer == null ? 404 : 200, answer);
      }
    } catch (RefusedException e) {
      answer(exchange, 400, new byte[0]);
    }
  }

  private int number(String path) {
    return requests.computeIfAbsent(path, kind -> new AtomicInteger()).incrementAndGet();
  }

  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static void answer(HttpExchange exchange, int status, byte @Nullable [] body)
      throws IOException {
    byte[] sent = body == null ? new byte[0] : body;
    if (status >= 400 && status < 500) {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    }
    exchange.sendResponseHeaders(status, sent.length == 0 ? -1 : sent.length);
    exchange.getResponseBody().write(sent);
  }

  private byte @Nullable [] answer(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath().substring("/agent/v1/".length());
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    return switch (path.replaceAll("/.*", "")) {
      case "hello" -> {
        Hello hello = json.readValue(body, Hello.class);
        hellos.add(hello);
        reports.add(hello.report());
        greeted = true;
        yield welcome();
      }
      case "heartbeat" -> {
        requireGreeted();
        reports.add(json.readValue(body, WorkerReport.class));
        yield welcome();
      }
      case "directive" -> {
        requireGreeted();
        await(Long.parseLong(query.get("after")), Long.parseLong(query.get("waitMillis")));
        yield welcome();
      }
      case "logs" -> {
        byte[] piece = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        String name = "log/%s/%s".formatted(query.get("epoch"), query.get("rank"));
        yield append(name, Long.parseLong(query.get("offset")), piece);
      }
      case "progress" -> {
        ProgressChunk chunk = json.readValue(body, ProgressChunk.class);
        String name = "progress/%d/%d".formatted(chunk.epoch(), chunk.rank());
        yield append(name, chunk.offset(), chunk.lines().getBytes(StandardCharsets.UTF_8));
      }
      case "chores" -> {
        chores.add(json.readValue(body, ChoreReport.class));
        yield "{}".getBytes(StandardCharsets.UTF_8);
      }
      case "artifacts" -> artifacts.get(path.substring("artifacts/".length()));
      default -> null;
    };
  }

  private void requireGreeted() throws IOException {
    if (!greeted) {
      throw new IOException("an agent that did not say hello");
    }
  }

  private synchronized byte[] welcome() {
    return json.writeValueAsBytes(new Welcome(directive, 500, leaseSeconds, RENEWED));
  }

  private synchronized void await(long after, long waitMillis) throws InterruptedException {
    long end = System.currentTimeMillis() + waitMillis;
    while (directive.revision() <= after && System.currentTimeMillis() < end && !away) {
      wait(50);
    }
  }

  /** Takes what continues the file; a repeat changes nothing, a gap is answered with its begin. */
  private synchronized byte[] append(String name, long offset, byte[] piece)
      throws RefusedException {
    if (poison != null && new String(piece, StandardCharsets.UTF_8).contains(poison)) {
      throw new RefusedException();
    }
    ByteArrayOutputStream file = file(name);
    int known = (int) (file.size() - offset);
    if (known >= 0 && known < piece.length) {
      file.writeBytes(Arrays.copyOfRange(piece, known, piece.length));
    }
    return "{\"next\":%d}".formatted(file.size()).getBytes(StandardCharsets.UTF_8);
  }

  private ByteArrayOutputStream file(String name) {
    return files.computeIfAbsent(name, n -> new ByteArrayOutputStream());
  }

  private static Map<String, String> query(@Nullable String text) {
    return text == null
        ? Map.of()
        : new ArrayList<>(Arrays.asList(text.split("&", -1)))
            .stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
