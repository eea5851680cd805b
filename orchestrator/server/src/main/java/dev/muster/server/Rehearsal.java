package dev.muster.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server's first minute in a second: it starts on an empty folder and answers what a client
 * typically asks. What an AOT cache is trained with.
 */
final class Rehearsal {
  private static final String MANIFEST =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: rehearsal
      spec:
        command: "true"
      """;

  private final URI server;
  private final String token;
  private final HttpClient client;

  private Rehearsal(URI server, String token, HttpClient client) {
    this.server = server;
    this.token = token;
    this.client = client;
  }

  static void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("muster-rehearsal");
    Options options = new Options(folder, 0, true, Options.IDLE, Map.of());
    try (RunningServer running = RunningServer.start(options, MusterServer.providers());
        HttpClient client = HttpClient.newHttpClient()) {
      String token = Files.readString(running.home().token()).strip();
      new Rehearsal(URI.create(running.info().url()), token, client).play();
    } finally {
      delete(folder);
    }
  }

  private void play() throws IOException, InterruptedException {
    for (String path :
        List.of("/", "/health/ready", "/api/v1/server", "/api/v1/jobs", "/api/v1/events")) {
      send(request(path).GET().build());
    }
    send(
        request("/api/v1/jobs?dryRun=true")
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(MANIFEST))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private void send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s: status %d (expected: 200)".formatted(request.uri(), answer.statusCode()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
