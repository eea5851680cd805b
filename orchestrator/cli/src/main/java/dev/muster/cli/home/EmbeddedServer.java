package dev.muster.cli.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.api.ServerInfo;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the server of a data directory or starts it. Clients that start at once take turns by a
 * file lock, so that one of them starts the server and the others find it.
 */
final class EmbeddedServer {
  /** How long a server may take until it is ready. */
  private static final Duration START_MAX = Duration.ofSeconds(30);

  /** How long a former server may take to let go of the directory. */
  private static final Duration END_MAX = Duration.ofSeconds(15);

  private static final long LOOK_MILLIS = 25;
  private static final int LAST_LINES = 15;

  private final DataHome home;
  private final Announced announced;
  private final Supplier<Program> program;

  /**
   * @param program what to start, asked for only then
   */
  EmbeddedServer(DataHome home, Supplier<Program> program) {
    this.home = home;
    this.announced = new Announced(home);
    this.program = program;
  }

  /** The server that is ready; empty when there is none. */
  Optional<ServerInfo> find() {
    return announced.ready();
  }

  /** The server that is ready, started when there is none. */
  ServerInfo findOrStart() throws IOException, InterruptedException {
    Optional<ServerInfo> found = find();
    return found.isPresent() ? found.get() : start();
  }

  /**
   * The server that is ready, started anew when the one before it died; empty when that was ended
   * in good order, which somebody will have wanted.
   */
  Optional<ServerInfo> findAgain() throws IOException, InterruptedException {
    Optional<ServerInfo> found = find();
    return found.isPresent() || !announced.isLeftBehind() ? found : Optional.of(start());
  }

  private ServerInfo start() throws IOException, InterruptedException {
    home.made();
    try (FileChannel channel =
        FileChannel.open(home.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      Optional<ServerInfo> former = awaitHolder();
      return former.isPresent() ? former.get() : launch();
    }
  }

  /** Waits while somebody holds the directory: until it is ready, or gone. */
  private Optional<ServerInfo> awaitHolder() throws InterruptedException {
    long deadline = System.nanoTime() + END_MAX.toNanos();
    Optional<ServerInfo> ready = find();
    while (ready.isEmpty() && announced.holder().isPresent() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
      ready = find();
    }
    return ready;
  }

  private ServerInfo launch() throws IOException, InterruptedException {
    long logged = Files.exists(home.log()) ? Files.size(home.log()) : 0;
    Process process = new ServerProcess(home, program.get()).detached();
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ServerInfo> ready = find();
      if (ready.isPresent()) {
        return ready.get();
      }
      if (!process.isAlive()) {
        throw ended(process.exitValue(), logged);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    process.destroyForcibly();
    throw late();
  }

  private FailureException ended(int exitCode, long logged) throws IOException {
    return new FailureException(
        ExitCode.UNREACHABLE,
        "the server ended with exit code %d before it was ready%s"
            .formatted(exitCode, lastLines(logged)),
        "its whole log is in " + home.log());
  }

  private FailureException late() {
    return new FailureException(
        ExitCode.UNREACHABLE,
        "the server was not ready within %d s".formatted(START_MAX.toSeconds()),
        "its log is in " + home.log());
  }

  /** What was written to the log since an offset, indented below a colon. */
  private String lastLines(long since) throws IOException {
    try (FileChannel log = FileChannel.open(home.log())) {
      log.position(since);
      List<String> lines =
          new String(Channels.newInputStream(log).readAllBytes(), UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return last.isEmpty() ? "" : ":\n    " + String.join("\n    ", last);
    }
  }
}
