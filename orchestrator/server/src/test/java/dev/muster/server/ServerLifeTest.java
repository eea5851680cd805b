package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.api.StopView;
import dev.muster.client.Access;
import dev.muster.client.EventStream;
import dev.muster.client.MusterClient;
import dev.muster.server.home.HomeLock;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a server comes and goes. */
class ServerLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aReadyServerIsAnnouncedAndAGoneOneIsNot() throws Exception {
    Path announcement = folder.resolve("server.json");
    try (ServerFixture fixture = ServerFixture.on(folder)) {
      JsonNode announced = JsonMapper.shared().readTree(Files.readString(announcement));
      assertThat(announced.get("url").asString()).isEqualTo(fixture.url().toString());
      assertThat(announced.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(announced.get("started").asString()).matches("\\d{4}-.*Z");
      assertThat(announced.has("version")).isTrue();
    }
    assertThat(announcement).doesNotExist();
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws Exception {
    try (ServerFixture fixture = ServerFixture.on(folder.resolve("data"))) {
      Path home = fixture.server().home().root();
      assertThat(mode(home)).isEqualTo("rwx------");
      assertThat(mode(home.resolve("token"))).isEqualTo("rw-------");
      assertThat(mode(home.resolve("keys"))).isEqualTo("rwx------");
      assertThat(mode(home.resolve("keys/agent"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aSecondServerIsRefusedAndToldWhoIsThere() throws Exception {
    try (ServerFixture fixture = ServerFixture.on(folder)) {
      assertThatThrownBy(() ->
              RunningServer.start(ServerFixture.options(folder), List.of(new ScriptedProvider())))
          .isInstanceOf(HomeLock.HeldException.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining(fixture.url().toString());
    }
  }

  @Test
  void portTokenAndKeysStayWhenTheServerIsAnother() throws Exception {
    try (ServerFixture fixture = ServerFixture.on(folder)) {
      Access before = fixture.access();
      fixture.submit(ServerFixture.MANIFEST);
      FakeAgent agent = fixture.nextAgents().getFirst();

      fixture.restart();

      assertThat(fixture.access()).isEqualTo(before);
      assertThat(agent.hello()).isNotNull();
    }
  }

  @Test
  void aPortThatIsTakenIsRefusedInWords() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Options options = new Options(folder, taken.getLocalPort(), false, Options.IDLE, Map.of());

      assertThatThrownBy(() -> RunningServer.start(options, List.of(new ScriptedProvider())))
          .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
    }
    ServerFixture.on(folder).close();
  }

  @Test
  void anOrderToStopIsAnsweredAndSaysWhatIsLeftBehind() throws Exception {
    try (ServerFixture fixture = ServerFixture.on(folder)) {
      fixture.submit(ServerFixture.MANIFEST);

      StopView answer = fixture.client().stop();

      assertThat(answer.unfinishedJobs()).isEqualTo(1);
      assertThat(answer.summary()).contains("keep training");
      awaitEnd(fixture.server());
    }
  }

  @Test
  void anEmbeddedServerEndsWhenNobodyNeedsIt() throws Exception {
    try (RunningServer server = embedded(Duration.ofMillis(1500))) {
      awaitEnd(server);
    }
  }

  @Test
  void anEmbeddedServerStaysForAJobAndForWhoeverListens() throws Exception {
    try (RunningServer server = embedded(Duration.ofMillis(1500));
        MusterClient client = new MusterClient(access(server))) {
      CompletableFuture<Void> end = end(server);
      try (EventStream stream = client.follow(0)) {
        client.submit(ServerFixture.newJob(ServerFixture.MANIFEST));
        assertThat(stream.next()).extracting("type").isEqualTo("job.submitted");
        client.cancel(ServerFixture.HELLO);

        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> !end.isDone());
      }
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void closingIsQuickThoughSomebodyListens() throws Exception {
    ServerFixture fixture = ServerFixture.on(folder);
    try (EventStream stream = fixture.client().follow(0)) {
      fixture.submit(ServerFixture.MANIFEST);
      assertThat(stream.next()).isNotNull();
      CompletableFuture<?> waiting = CompletableFuture.runAsync(stream::next);
      long before = System.nanoTime();

      fixture.server().close();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      assertThat(waiting).isNotCompletedExceptionally();
    }
    fixture.close();
  }

  @Test
  void theCommandLineIsReadStrictly() throws Exception {
    Options options =
        Options.parse(
            List.of("--data-dir", "/d", "--port", "0", "--embedded"),
            Map.of("MUSTER_LOCAL_CORES", "2"));

    assertThat(options.dataDirectory()).isEqualTo(Path.of("/d"));
    assertThat(options.port()).isZero();
    assertThat(options.embedded()).isTrue();
    assertThat(options.localSettings()).containsExactly(Map.entry("cores", "2"));
    assertThat(Options.parse(List.of(), Map.of("MUSTER_DATA", "/m")).dataDirectory())
        .isEqualTo(Path.of("/m"));
    assertThat(Options.parse(List.of(), Map.of("HOME", "/h")).dataDirectory())
        .isEqualTo(Path.of("/h/.local/share/muster"));
    assertThatThrownBy(() -> Options.parse(List.of("--prot", "1"), Map.of()))
        .hasMessageContaining("--prot: unknown");
    assertThatThrownBy(() -> Options.parse(List.of("--port", "70000"), Map.of()))
        .hasMessageContaining("0 to 65535");
  }

  private RunningServer embedded(Duration idle) throws Exception {
    return RunningServer.start(
        new Options(folder, null, true, idle, Map.of()), List.of(new ScriptedProvider()));
  }

  private static Access access(RunningServer server) throws Exception {
    String token = Files.readString(server.home().token()).strip();
    return new Access(URI.create(server.info().url()), token);
  }

  private static void awaitEnd(RunningServer server) throws Exception {
    end(server).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static CompletableFuture<Void> end(RunningServer server) {
    return CompletableFuture.runAsync(() -> {
      try {
        server.life().awaitEnd();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
