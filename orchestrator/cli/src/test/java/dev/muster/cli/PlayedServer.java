package dev.muster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.api.ArtifactView;
import dev.muster.api.EventList;
import dev.muster.api.JobView;
import dev.muster.api.MetricsView;
import dev.muster.api.PointView;
import dev.muster.api.Problem;
import dev.muster.api.SeriesView;
import dev.muster.cli.text.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the REST interface: a job that passes through given states, one for each look, artifacts
 * that are kept, and whatever else is put under a path.
 */
public final class PlayedServer implements AutoCloseable {
  /** The token that opens it. */
  public static final String TOKEN = "a-token";

  private static final String JOB = "/api/v1/jobs/default/gpt-nano";

  private static final String ARTIFACTS = "/api/v1/artifacts/";

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<JobView> looks = new ArrayDeque<>();
  private final Map<String, Object> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> headers = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private String submitted = "";
  private Runnable onLook = () -> {};

  public PlayedServer(JobView... states) throws IOException {
    looks.addAll(List.of(states));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
    put("GET " + JOB + "/metrics", metrics());
    put("GET " + JOB + "/events", new EventList(List.of(), null));
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Answers a request, named by its method and path, by an object or a problem. */
  public synchronized PlayedServer put(String request, Object answer) {
    answers.put(request, answer);
    return this;
  }

  /** Answers a request by a text. */
  public PlayedServer text(String request, String answer) {
    return put(request, answer.getBytes(StandardCharsets.UTF_8));
  }

  /** Does something whenever the job is looked at. */
  public synchronized void onLook(Runnable action) {
    onLook = action;
  }

  /** From now on the job is in this state. */
  public synchronized void turnTo(JobView state) {
    looks.clear();
    looks.add(state);
  }

  /** What was asked, method and path. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The keys of submissions and orders. */
  public synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  /** The newest submission. */
  public synchronized String submitted() {
    return submitted;
  }

  private synchronized void keep(String text) {
    submitted = text;
  }

  /** The headers of the newest submission. */
  public synchronized Map<String, String> submittedHeaders() {
    return Map.copyOf(headers);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().equals("/api/v1/jobs") && sent.length > 0) {
        keep(new String(sent, StandardCharsets.UTF_8));
      }
      Object answer = answer(exchange.getRequestMethod(), exchange);
      int status = status(exchange, answer);
      byte[] body =
          answer instanceof byte[] text ? text : JsonMapper.shared().writeValueAsBytes(answer);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static int status(HttpExchange exchange, Object answer) {
    if (answer instanceof Problem problem) {
      return problem.status();
    }
    return exchange.getRequestURI().getPath().equals("/api/v1/jobs")
            && exchange.getRequestMethod().equals("POST")
        ? 201
        : 200;
  }

  private synchronized Object answer(String method, HttpExchange exchange) {
    String request = method + " " + exchange.getRequestURI().getPath();
    requests.add(request);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null) {
      keys.add(key);
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Problem.of("auth.denied", "Unauthorized", 401, "the bearer token is wrong");
    }
    Object put = answers.get(request);
    if (put != null) {
      return put;
    }
    if (request.startsWith("PUT " + ARTIFACTS)) {
      answers.put(request.replace("PUT ", "HEAD "), "there");
      return new ArtifactView(request.substring(request.lastIndexOf('/') + 1), 1);
    }
    return switch (request) {
      case "POST /api/v1/jobs" -> submitted(exchange);
      case "GET " + JOB -> looked();
      case "POST " + JOB + "/cancel" -> cancelled();
      default -> Problem.of("not.found", "Not found", 404, request + " is not known here");
    };
  }

  private JobView submitted(HttpExchange exchange) {
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return looks.getFirst();
  }

  private JobView looked() {
    onLook.run();
    return looks.size() > 1 ? looks.poll() : looks.getFirst();
  }

  private JobView cancelled() {
    JobView before = looks.getFirst();
    turnTo(Samples.cancelled());
    return before;
  }

  private static MetricsView metrics() {
    return new MetricsView(
        List.of(
            new SeriesView(
                "loss",
                1,
                List.of(
                    new PointView(1, Samples.START, 5.541),
                    new PointView(360, Samples.START, 2.1312)))));
  }
}
