package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.client.LogQuery;
import dev.muster.client.LogStream;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.ProblemException;
import dev.muster.client.Submitted;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.store.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a server's process, and what it leaves to the next. */
@Timeout(120)
class ServerProcessTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "before-commit=job.submitted",
    "after-commit=job.submitted",
    "after-commit=job.admitted"
  })
  void aServerKilledWhileItSubmitsLosesNothingAndDoublesNothing(String point) throws Exception {
    NewJob job = ServerFixture.newJob(ServerFixture.MANIFEST);
    Map<String, String> halt = Map.of("MUSTER_TEST_HALT", folder + ":" + point);
    try (ServerProcess first = ServerProcess.start(folder, halt, "--port", "0").ready();
        MusterClient client = first.client()) {
      CompletableFuture<Submitted> lost = CompletableFuture.supplyAsync(() -> client.submit(job));
      await().atMost(ServerProcess.PATIENCE).until(() -> Files.exists(folder.resolve("halted")));
      assertThat(Files.readString(folder.resolve("halted")))
          .isEqualTo(first.pid() + " " + point + "\n");
      first.kill();
      assertThatThrownBy(lost::join).isNotNull();
    }
    try (ServerProcess second = ServerProcess.start(folder, halt, "--port", "0").ready();
        MusterClient client = second.client()) {
      int before = client.events(0).items().size();
      assertThat(before > 0).isEqualTo(point.startsWith("after"));
      Submitted again = client.submit(job);
      assertThat(again.created()).isTrue();
      assertThat(client.submit(job).job().id()).isEqualTo(again.job().id());
      assertThat(client.events(0).items())
          .filteredOn(event -> event.type().equals("job.submitted"))
          .hasSize(1);
      await().atMost(ServerProcess.PATIENCE).until(() -> second.agents().size() == 2);
    }
  }

  @Test
  void aDirectoryThatHasAServerIsRefusedInWords() throws Exception {
    try (ServerProcess first = ServerProcess.start(folder, Map.of(), "--port", "0").ready();
        ServerProcess second = ServerProcess.start(folder, Map.of(), "--port", "0")) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(first.output())
          .contains("has a server already: pid %d at %s".formatted(first.pid(), first.url()));
    }
  }

  @Test
  void aServerWhoseStoreWasTakenOverChangesNothingAndEnds() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, Map.of(), "--port", "0").ready();
        MusterClient client = server.client();
        SqliteStore successor = SqliteStore.open(server.data())) {
      assertThatThrownBy(() -> client.submit(ServerFixture.newJob(ServerFixture.MANIFEST)))
          .isNotNull();

      assertThat(server.exit()).isEqualTo(1);
      assertThat(server.output()).contains("muster server: deposed: another server has taken over");
      assertThat(successor.load().jobs()).isEmpty();
      assertThat(successor.leads()).isTrue();
    }
  }

  @Test
  void aKeptPortThatIsTakenCostsNothing() throws Exception {
    int port;
    try (ServerProcess first = ServerProcess.start(folder, Map.of(), "--port", "0").ready()) {
      port = first.url().getPort();
    }
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        ServerProcess second = ServerProcess.start(folder, Map.of(), "--port", "0").ready()) {
      assertThat(thief.isBound()).isTrue();
      assertThat(second.url().getPort()).isNotEqualTo(port);
      assertThat(second.output()).contains("port=" + port + " taken=yes");
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefusedInWords() throws Exception {
    assumeTrue(canMount(), "needs `unshare -rm`: user namespaces that may mount");
    Path data = Files.createDirectories(folder.resolve("data"));
    String mount = "mount -t tmpfs -o ro tmpfs %s && exec \"$0\" \"$@\"".formatted(data);
    Process process =
        ServerProcess.launch(folder, List.of("unshare", "-rm", "sh", "-c", mount), Map.of());

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("output")))
        .contains("data directory %s cannot be written: ".formatted(data))
        .contains("Read-only file system");
  }

  @Test
  void aFullDiskRefusesEverythingAndLosesNothing() throws Exception {
    assumeTrue(canMount(), "needs `unshare -rm`: user namespaces that may mount");
    try (ServerProcess server = ServerProcess.startOnSmallDisk(folder, "8m").ready();
        MusterClient client = server.client()) {
      client.submit(ServerFixture.newJob(ServerFixture.MANIFEST));
      await().atMost(ServerProcess.PATIENCE).until(() -> server.agents().size() == 2);
      List<FakeAgent> agents = server.agents();
      agents.forEach(FakeAgent::becomeReady);
      agents.forEach(agent -> agent.await(Order.RUN));
      FakeAgent agent = agents.getFirst();
      agents.forEach(a -> a.say(WorkerPhase.RUNNING, a.alive()));
      assertThat(agent.log(0, 0, "before\n")).isEqualTo(7);

      Path filler = fill(server.data());
      String path = "logs?epoch=%d&rank=0&offset=7".formatted(agent.epoch());
      byte[] lines = FakeAgent.gzip("x".repeat(9_999) + "\n");
      assertThat(agent.send(path, lines, "application/gzip").statusCode()).isEqualTo(503);
      assertThatThrownBy(() -> client.cancel(ServerFixture.HELLO))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().type()).isEqualTo("disk.full");
                assertThat(e.problem().detail())
                    .startsWith("data directory is full: ")
                    .doesNotContain("SQLITE");
              });
      assertThat(client.job(ServerFixture.HELLO).state()).isEqualTo("running");

      Files.delete(filler);
      assertThat(agent.log(0, 7, "x".repeat(9_999) + "\n")).isEqualTo(10_007);
      assertThat(log(client)).isEqualTo("before\n" + "x".repeat(9_999) + "\n");
      assertThat(client.cancel(ServerFixture.HELLO).state()).isEqualTo("draining");
      agents.forEach(a -> a.stop(a.stopped()));
      assertThat(client.job(ServerFixture.HELLO).state()).isEqualTo("cancelled");
    }
  }

  /** Leaves no byte free. */
  private static Path fill(Path data) throws IOException {
    Path filler = data.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int size = 64 * 1024; size > 0; size /= 2) {
        write(out, size);
      }
    }
    return filler;
  }

  private static void write(OutputStream out, int size) {
    try {
      while (true) {
        out.write(new byte[size]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  private static String log(MusterClient client) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (LogStream stream = client.logs(ServerFixture.HELLO, LogQuery.ofRank(0))) {
      for (byte[] piece = stream.next(); piece != null; piece = stream.next()) {
        all.writeBytes(piece);
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static boolean canMount() throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
