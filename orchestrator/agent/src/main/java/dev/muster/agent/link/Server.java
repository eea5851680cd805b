package dev.muster.agent.link;

import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.ProgressChunk;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerReport;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server as an agent sees it: one method per request, each tried once. What was reached renews
 * the lease; what failed is a {@link LinkException}, and whoever asked decides when to try again.
 */
public final class Server {
  private static final String PROBLEM_DOCUMENT = "application/problem+json";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration DOWNLOAD = Duration.ofMinutes(10);

  private final Address address;
  private final Token token;
  private final Lease lease;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .proxy(ProxySelector.of(null))
          .build();

  public Server(Address address, Token token, Lease lease) {
    this.address = address;
    this.token = token;
    this.lease = lease;
  }

  Welcome hello(Hello hello) throws LinkException, InterruptedException {
    return welcome(post("hello", hello));
  }

  Welcome heartbeat(WorkerReport report) throws LinkException, InterruptedException {
    return welcome(post("heartbeat", report));
  }

  /** Waits at the server for a directive that is newer than a revision. */
  Welcome directive(long after, Duration atMost) throws LinkException, InterruptedException {
    String path = "directive?after=%d&waitMillis=%d".formatted(after, atMost.toMillis());
    HttpResponse<byte[]> answer =
        send(path, ANSWER.plus(atMost), HttpRequest.Builder::GET, BodyHandlers.ofByteArray());
    return welcome(answer.body());
  }

  /**
   * Delivers a piece of what a rank printed; rank -1 is the preparation.
   *
   * @param packed the piece, compressed by gzip
   * @return up to which offset the server has everything
   */
  public long logs(long epoch, int rank, long offset, byte[] packed)
      throws LinkException, InterruptedException {
    String path = "logs?epoch=%d&rank=%d&offset=%d".formatted(epoch, rank, offset);
    byte[] answer =
        post(
            path,
            BodyPublishers.ofByteArray(packed),
            r -> r.header("Content-Type", "application/gzip"));
    return read(answer, Delivered.class).next();
  }

  /** Delivers a piece of a progress file; tells up to which offset the server has everything. */
  public long progress(ProgressChunk chunk) throws LinkException, InterruptedException {
    return read(post("progress", chunk), Delivered.class).next();
  }

  /** Tells what came of a chore. */
  public void chore(ChoreReport report) throws LinkException, InterruptedException {
    post("chores", report);
  }

  /** Fetches a packed working directory into a file. */
  public void artifact(String digest, Path file) throws LinkException, InterruptedException {
    send("artifacts/" + digest, DOWNLOAD, HttpRequest.Builder::GET, BodyHandlers.ofFile(file));
  }

  /** The answer to a delivery. */
  record Delivered(long next) {}

  private Welcome welcome(byte[] answer) throws LinkException {
    Welcome welcome = read(answer, Welcome.class);
    lease.lengthen(Duration.ofSeconds(welcome.leaseSeconds()));
    token.renew(welcome.token());
    return welcome;
  }

  private byte[] post(String path, Object body) throws LinkException, InterruptedException {
    return post(
        path,
        BodyPublishers.ofByteArray(json.writeValueAsBytes(body)),
        request -> request.header("Content-Type", "application/json"));
  }

  private byte[] post(String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> headers)
      throws LinkException, InterruptedException {
    return send(
            path, ANSWER, request -> headers.apply(request).POST(body), BodyHandlers.ofByteArray())
        .body();
  }

  private <T> HttpResponse<T> send(
      String path,
      Duration atMost,
      UnaryOperator<HttpRequest.Builder> method,
      BodyHandler<T> handler)
      throws LinkException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(atMost)
            .header("Authorization", token.header());
    try {
      HttpResponse<T> answer = http.send(method.apply(request).build(), handler);
      if (answer.statusCode() != 200) {
        throw refusal(path, answer);
      }
      lease.renew();
      return answer;
    } catch (LinkException e) {
      missed();
      throw e;
    } catch (IOException e) {
      missed();
      throw new LinkException(path + ": " + e, e);
    }
  }

  private void missed() {
    lease.missed();
    address.lookAgain();
  }

  /** Only a problem document is our server's word; anybody may listen where it was. */
  private static LinkException refusal(String path, HttpResponse<?> answer) {
    boolean ours =
        answer.headers().firstValue("Content-Type").orElse("").startsWith(PROBLEM_DOCUMENT);
    return new LinkException(
        path + ": status " + answer.statusCode(), ours ? answer.statusCode() : 0);
  }

  private <T> T read(byte[] body, Class<T> type) throws LinkException {
    try {
      return json.readValue(body, type);
    } catch (JacksonException e) {
      missed();
      throw new LinkException("answer is no " + type.getSimpleName(), e);
    }
  }
}
