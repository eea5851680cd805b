package dev.muster.client;

import dev.muster.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests with the token and turns answers into records, problems or unreachability. */
final class Wire implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final Access access;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();

  Wire(Access access) {
    this.access = access;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (!"https".equalsIgnoreCase(access.server().getScheme())) {
      withoutTls(builder);
    }
    this.http = builder.build();
  }

  /**
   * Spares a plain connection what takes longest at the start: all certificates that are trusted.
   */
  private static void withoutTls(HttpClient.Builder builder) {
    try {
      builder.sslContext(SSLContext.getInstance("TLS")).sslParameters(new SSLParameters());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  URI server() {
    return access.server();
  }

  HttpRequest.Builder request(Query query) {
    return HttpRequest.newBuilder(access.server().resolve(query.toString()))
        .timeout(ANSWER_TIMEOUT)
        .header("Authorization", "Bearer " + access.token());
  }

  <T> T get(Query query, Class<T> type) {
    return read(send(request(query).header("Accept", "application/json").build()), type);
  }

  <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
    return parse(answer.body(), type);
  }

  /** An answer that is one object, or a list of such objects by its {@code items}. */
  <T, L> List<T> readOneOrAll(
      HttpResponse<byte[]> answer, Class<T> one, Class<L> all, Function<L, List<T>> items) {
    return parse(answer.body(), JsonNode.class).has("items")
        ? items.apply(read(answer, all))
        : List.of(read(answer, one));
  }

  byte[] written(Object body) {
    return json.writeValueAsBytes(body);
  }

  <T> T parse(byte[] body, Class<T> type) {
    try {
      return json.readValue(body, type);
    } catch (JacksonException e) {
      throw new UnreachableException(server(), new IOException("an answer that is not Muster's"));
    }
  }

  /** A whole answer; a status from 400 on is a problem. */
  HttpResponse<byte[]> send(HttpRequest request) {
    HttpResponse<byte[]> answer = exchange(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 400) {
      throw problem(answer.statusCode(), answer.body());
    }
    return answer;
  }

  /** An answer that is read as it comes; a status from 400 on is a problem. */
  HttpResponse<InputStream> open(HttpRequest request) {
    HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() < 400) {
      return answer;
    }
    try (InputStream body = answer.body()) {
      throw problem(answer.statusCode(), body.readAllBytes());
    } catch (IOException e) {
      throw new UnreachableException(server(), e);
    }
  }

  /** Only the status matters. */
  int status(HttpRequest request) {
    return exchange(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UnreachableException(server(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(server(), e);
    }
  }

  private ProblemException problem(int status, byte[] body) {
    try {
      return new ProblemException(json.readValue(body, Problem.class));
    } catch (JacksonException | IllegalArgumentException e) {
      String text = new String(body, StandardCharsets.UTF_8);
      String detail = text.isBlank() ? "the server gave no reason" : text.strip();
      return new ProblemException(Problem.of("http", "HTTP " + status, status, detail));
    }
  }
}
