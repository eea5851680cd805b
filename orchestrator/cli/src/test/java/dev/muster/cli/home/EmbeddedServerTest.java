package dev.muster.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.ServerInfo;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small program that stands in for Java and plays the server. */
class EmbeddedServerTest {
  private static final FileTime OLD = FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z"));

  @TempDir private Path folder;
  private final List<Process> clients = new ArrayList<>();
  private DataHome home;
  private Program program;

  @BeforeEach
  void makeProgram() throws IOException {
    home = new DataHome(folder.resolve("data"));
    Path dist = folder.resolve("dist");
    Path jar = dist.resolve("server/lib/muster-server.jar");
    Files.createDirectories(jar.getParent());
    Files.createDirectories(dist.resolve("agent"));
    Files.writeString(jar, "jar");
    Files.setLastModifiedTime(jar, OLD);
    Path java = folder.resolve("java");
    try (InputStream script = getClass().getResourceAsStream("played-server.py")) {
      Files.write(java, script.readAllBytes());
    }
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    program = new Program(dist, "abc123", java);
  }

  @AfterEach
  void endWhatWasStarted() throws IOException {
    clients.forEach(Process::destroyForcibly);
    for (String pid : lines("starts")) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aServerIsStartedOnceAndFoundFromThenOn() throws Exception {
    ServerInfo started = server().findOrStart();

    assertThat(server().findOrStart()).isEqualTo(started);
    assertThat(lines("starts")).containsExactly("" + started.pid());
  }

  @Test
  void itLeadsASessionOfItsOwnAndWritesToTheLog() throws Exception {
    ServerInfo started = server().findOrStart();

    String[] stat =
        Files.readString(Path.of("/proc/%d/stat".formatted(started.pid()))).split(" ", -1);
    assertThat(stat[5]).isEqualTo("" + started.pid());
    assertThat(Files.readString(home.log())).contains("--embedded");
  }

  @Test
  void itRunsFromACopyAsOldAsTheOriginal() throws Exception {
    server().findOrStart();
    Path copy = home.root().resolve("runtimes/abc123/server/lib/muster-server.jar");

    assertThat(copy).hasContent("jar");
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(OLD);
    assertThat(lines("arguments").getFirst()).contains("-jar " + copy);
    assertThat(home.runtimes()).isDirectoryNotContaining("glob:**/.copying-*");
  }

  @Test
  void onlyItsOwnerLooksIntoTheDataDirectory() throws Exception {
    server().findOrStart();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
  }

  @Test
  void theServerDoesNotInheritWhatIsMeantForClients() throws Exception {
    client(client -> client.environment().put("MUSTER_TOKEN", "secret"));
    awaitClients();

    assertThat(lines("environment")).isNotEmpty().noneMatch(name -> name.equals("MUSTER_TOKEN"));
  }

  @Test
  void clientsThatComeAtOnceStartOneServer() throws Exception {
    client(client -> {});
    client(client -> {});
    client(client -> {});
    awaitClients();

    assertThat(lines("starts")).hasSize(1);
  }

  @Test
  void aServerThatDiesTellsItsLastLines() throws IOException {
    Files.writeString(Files.createDirectories(home.root()).resolve("die"), "");

    assertThatThrownBy(() -> server().findOrStart())
        .isInstanceOfSatisfying(
            FailureException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
              assertThat(failure.what())
                  .contains("exit code 7", "\n    the database is newer than the program");
              assertThat(failure.next()).contains("server.log");
            });
  }

  @Test
  void anAnnouncementThatADeadServerLeftIsPassedOver() throws Exception {
    ServerInfo first = server().findOrStart();
    kill(first);

    assertThat(server().find()).isEmpty();
    assertThat(server().findOrStart().pid()).isNotEqualTo(first.pid());
  }

  @Test
  void aServerThatDiedIsStartedAgainAndOneThatWasEndedIsNot() throws Exception {
    kill(server().findOrStart());
    ServerInfo second = server().findAgain().orElseThrow();
    assertThat(second.pid()).isEqualTo(Long.parseLong(lines("starts").getLast()));
    assertThat(server().findAgain()).contains(second);

    Files.delete(home.announcement());
    kill(second);
    assertThat(server().findAgain()).isEmpty();
    assertThat(lines("starts")).hasSize(2);
  }

  @Test
  void copiesThatNobodyWillFinishAreRemoved() throws Exception {
    long dead = new ProcessBuilder("true").start().onExit().get(5, TimeUnit.SECONDS).pid();
    Path abandoned = home.runtimes().resolve(".copying-%d-123".formatted(dead));
    Path underWay =
        home.runtimes().resolve(".copying-%d-456".formatted(ProcessHandle.current().pid()));
    Files.createDirectories(abandoned.resolve("server"));
    Files.createDirectories(underWay);

    server().findOrStart();

    assertThat(abandoned).doesNotExist();
    assertThat(underWay).exists();
  }

  private static void kill(ServerInfo server) throws Exception {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(5, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatIsAboutToEndIsWaitedFor() throws Exception {
    Process ending = new ProcessBuilder("sleep", "1").start();
    Files.createDirectories(home.root());
    Files.writeString(home.serverLock(), "pid %d at http://127.0.0.1:1\n".formatted(ending.pid()));

    server().findOrStart();

    assertThat(ending.isAlive()).isFalse();
    assertThat(lines("starts")).hasSize(1);
  }

  private EmbeddedServer server() {
    return new EmbeddedServer(home, () -> program);
  }

  private void client(Consumer<ProcessBuilder> change) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmuster.dist=" + program.dist(),
                "-Dmuster.sha=" + program.sha(),
                "-Dmuster.java=" + program.java(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.muster.cli.Muster",
                "ps",
                "--data-dir",
                home.root().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("client-" + clients.size()).toFile());
    builder.environment().remove("MUSTER_SERVER");
    change.accept(builder);
    clients.add(builder.start());
  }

  private void awaitClients() throws Exception {
    for (int i = 0; i < clients.size(); i++) {
      assertThat(clients.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("client-" + i)).hasContent("no jobs\n");
      assertThat(clients.get(i).exitValue()).isZero();
    }
  }

  private List<String> lines(String file) throws IOException {
    Path path = home.root().resolve(file);
    return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
  }
}
