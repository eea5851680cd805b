package dev.muster.server;

import ch.qos.logback.classic.Level;
import dev.muster.client.Access;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.Submitted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a folder, a client of it, and a provider whose agents the test plays. */
final class ServerFixture implements AutoCloseable {
  static final JobRef HELLO = new JobRef("default", "hello");

  /** Two nodes with a rank each. */
  static final String MANIFEST =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: hello
      spec:
        command: [python, train.py]
        resources:
          nodes: 2
          accelerators: cpu:1
        training:
          globalBatch: 8
          sequenceLength: 16
          tokens: 1280
      """;

  private final Path folder;
  private final ScriptedProvider provider;
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningServer server;
  private MusterClient client;

  private ServerFixture(Path folder, ScriptedProvider provider) throws IOException {
    this.folder = folder;
    this.provider = provider;
    this.server = start(folder, provider);
    this.client = new MusterClient(access());
  }

  static ServerFixture on(Path folder) throws IOException {
    return new ServerFixture(folder, new ScriptedProvider());
  }

  static Options options(Path folder) {
    return new Options(folder, 0, false, Options.IDLE, Map.of());
  }

  /** Ends the server and starts another one on the same folder. */
  void restart() throws IOException {
    server.close();
    client.close();
    startAgain();
  }

  /** Starts another server on the folder of one that has ended. */
  void startAgain() throws IOException {
    server = start(folder, provider);
    client = new MusterClient(access());
  }

  RunningServer server() {
    return server;
  }

  MusterClient client() {
    return client;
  }

  ScriptedProvider provider() {
    return provider;
  }

  URI url() {
    return URI.create(server.info().url());
  }

  String token() throws IOException {
    return Files.readString(server.home().token()).strip();
  }

  Access access() throws IOException {
    return new Access(url(), token());
  }

  Submitted submit(String manifest) {
    return client.submit(newJob(manifest));
  }

  static NewJob newJob(String manifest) {
    return new NewJob(
        manifest.getBytes(StandardCharsets.UTF_8), null, null, UUID.randomUUID().toString());
  }

  /** The agents of the next claim, one per node. */
  List<FakeAgent> nextAgents() throws InterruptedException {
    ScriptedProvider.Grant grant = provider.nextGrant();
    return IntStream.range(0, grant.request().nodes())
        .mapToObj(node -> new FakeAgent(this::url, grant, node))
        .toList();
  }

  HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(url().resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpClient http() {
    return http;
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
    http.close();
    server.close();
  }

  private static RunningServer start(Path folder, ScriptedProvider provider) throws IOException {
    if (LoggerFactory.getLogger("dev.muster") instanceof ch.qos.logback.classic.Logger ours) {
      ours.setLevel(Level.WARN);
    }
    return RunningServer.start(options(folder), List.of(provider));
  }
}
