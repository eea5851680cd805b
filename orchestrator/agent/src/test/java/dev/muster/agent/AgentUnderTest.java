package dev.muster.agent;

import dev.muster.agent.prepare.Folders;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Scope;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The agent as its provider starts it: a process of its own, in its own session. */
@SuppressWarnings("NullAway.Init") // each test begins with beforeEach
final class AgentUnderTest implements BeforeEachCallback, AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  FakeServer server;
  Path home;
  Process process;
  private Path directory;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("muster-agent-");
    home = directory.resolve("home");
    server = new FakeServer();
    Path token = directory.resolve("token");
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, FakeServer.TOKEN + "\n");
    process = launch(token);
  }

  private Process launch(Path token) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Agent.class.getName(),
            "--server",
            server.url().toString(),
            "--claim",
            "claim-1",
            "--node",
            "0",
            "--home",
            home.toString(),
            "--environments",
            directory.resolve("environments").toString(),
            "--token-file",
            token.toString(),
            "--server-file",
            serverFile().toString());
    builder.environment().put("SECRET_OF_THE_SERVER", "not for ranks");
    builder.environment().put("NCCL_DEBUG", "WARN");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("agent.log").toFile())
        .start();
  }

  /** A folder for this test; what the agent says about itself is in {@code agent.log}. */
  Path directory() {
    return directory;
  }

  /** Where the server announces itself. */
  Path serverFile() {
    return directory.resolve("server.json");
  }

  Path jobDirectory() {
    return directory.resolve("job");
  }

  /** A preparation without a working directory of its own. */
  Preparation preparation(@Nullable String setup) {
    return new Preparation(
        "job-1", 1, jobDirectory().toString(), null, null, setup, Map.of("MUSTER_JOB", "demo"));
  }

  /** So many ranks that run one shell line. */
  Launch launch(long epoch, int ranks, String line) {
    return launch(epoch, ranks, List.of("sh", "-c", line));
  }

  Launch launch(long epoch, int ranks, List<String> command) {
    return new Launch(
        command,
        "{\"checkpoint\":{\"graceSeconds\":2}}",
        IntStream.range(0, ranks).mapToObj(rank -> rank(epoch, rank)).toList());
  }

  private static RankLaunch rank(long epoch, int rank) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MUSTER_JOB", "demo");
    environment.put("MUSTER_EPOCH", "" + epoch);
    environment.put("MUSTER_RANK", "" + rank);
    environment.put("MUSTER_CHECKPOINT_DIR", "checkpoints");
    return new RankLaunch(rank, environment);
  }

  /** Runs ranks and waits until all have ended by themselves. */
  List<RankReport> runToEnd(long epoch, Launch launch) {
    server.run(epoch, preparation(null), launch);
    return await(it -> it.epoch() == epoch && !it.ranks().isEmpty() && allExited(it)).ranks();
  }

  /** Runs one rank and waits until it has ended by itself. */
  RankReport runToEnd(long epoch, List<String> command) {
    return runToEnd(epoch, launch(epoch, 1, command)).getFirst();
  }

  static boolean allExited(WorkerReport report) {
    return report.ranks().stream().allMatch(RankReport::exited);
  }

  WorkerReport await(WorkerPhase phase) {
    return await(report -> report.phase() == phase);
  }

  WorkerReport await(Predicate<WorkerReport> wanted) {
    List<WorkerReport> found = new ArrayList<>();
    await(() -> {
      if (!server.reports().isEmpty() && wanted.test(server.last())) {
        found.add(server.last());
      }
      return !found.isEmpty();
    });
    return found.getFirst();
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  /** Whether any process lives that came of this agent. */
  boolean familyAlive() {
    return new Family(home).alive(Scope.ALL);
  }

  /** The processes of its guard. */
  List<ProcessHandle> guards() {
    return ProcessHandle.allProcesses()
        .filter(it ->
            it.info().commandLine().orElse("").contains("guard.Guard " + home + " ")
                && it.isAlive())
        .toList();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Waits for the agent's own end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the agent still runs");
    }
    return process.exitValue();
  }

  /** Ends it, and waits until nothing of it is left. */
  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException, IOException {
    process.destroyForcibly().waitFor();
    await(() -> guards().isEmpty() && !familyAlive());
    server.close();
    Folders.remove(directory);
  }
}
