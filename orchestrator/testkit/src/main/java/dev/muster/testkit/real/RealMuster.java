package dev.muster.testkit.real;

import dev.muster.api.JobView;
import dev.muster.client.Access;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The shipped launcher with a data directory of its own, and with it a server, agents and ranks of
 * its own.
 */
public final class RealMuster {
  /** A first command may have to build the program. */
  private static final Duration COMMAND_MAX = Duration.ofMinutes(10);

  private static final Duration JOB_MAX = Duration.ofMinutes(2);
  private static final Duration END_MAX = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");
  private static final int LAST_LINES = 30;

  private final Path launcher;
  private final Path data;
  private final Path output;
  private final OwnProcesses processes;
  private final Map<String, String> environment;

  /**
   * A Muster below a folder.
   *
   * @param environment variables of all its commands, and so of its server and agents
   */
  public RealMuster(Path folder, Map<String, String> environment) throws IOException {
    this(folder, environment, folder.resolve("output"));
  }

  /**
   * A Muster below a folder that may have no room.
   *
   * @param output where what its commands write is kept
   */
  public RealMuster(Path folder, Map<String, String> environment, Path output) throws IOException {
    this.launcher = Checkout.root().resolve("orchestrator/bin/muster");
    this.data = folder.toAbsolutePath().resolve("data");
    this.output = Files.createDirectories(output);
    this.processes = new OwnProcesses(data);
    this.environment = new TreeMap<>(environment);
  }

  private RealMuster(RealMuster same, Map<String, String> more) {
    this.launcher = same.launcher;
    this.data = same.data;
    this.output = same.output;
    this.processes = same.processes;
    this.environment = new TreeMap<>(same.environment);
    this.environment.putAll(more);
  }

  /** The same Muster, with one more variable for what is started from now on. */
  public RealMuster with(String name, String value) {
    return new RealMuster(this, Map.of(name, value));
  }

  /** Its data directory. */
  public Path data() {
    return data;
  }

  /** Runs a command to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await(COMMAND_MAX);
  }

  /** Starts a command without a terminal. */
  public Command start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /** Starts a command as the last words of another, for example of one that gives it a terminal. */
  public Command start(List<String> wrapper, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(wrapper);
    line.add(launcher.toString());
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile(output, "command-", ".out");
    Path err = Files.createTempFile(output, "command-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
    builder.environment().put("MUSTER_DATA", data.toString());
    builder.environment().putAll(environment);
    return new Command(line, builder.start(), out, err);
  }

  /** A client of its server, which must be running. */
  public MusterClient client() throws IOException {
    String token = Files.readString(data.resolve("token")).strip();
    return new MusterClient(new Access(url(), token));
  }

  /** Where its server answers, or did last. */
  public URI url() throws IOException {
    return URI.create(announced(URL));
  }

  /** The process of its server, which must be running. */
  public RealProcess server() throws IOException {
    return RealProcess.of(Long.parseLong(announced(PID)));
  }

  /** Starts its server, detached as every command does, unless it runs. */
  public void startServer() throws IOException, InterruptedException {
    Ended ps = run("ps");
    if (ps.exit() != 0) {
      throw new AssertionError("no server:\n" + ps.text());
    }
  }

  private String announced(Pattern what) throws IOException {
    Matcher found = what.matcher(Files.readString(data.resolve("server.json")));
    if (!found.find()) {
      throw new AssertionError("server.json has no " + what);
    }
    return found.group(1);
  }

  /** Waits until there is a job that is as wanted; one that ends before is a failure. */
  public JobView await(JobRef ref, Predicate<JobView> wanted) throws IOException {
    try (MusterClient client = client()) {
      JobView job =
          Awaitility.await("job " + ref)
              .atMost(JOB_MAX)
              .pollInterval(LOOK)
              .until(
                  () -> client.find(ref).filter(seen -> wanted.test(seen) || seen.finished()),
                  Optional::isPresent)
              .orElseThrow();
      if (!wanted.test(job)) {
        throw new AssertionError("%s is %s: %s".formatted(ref, job.state(), job.reason()));
      }
      return job;
    }
  }

  /** Every process that has to do with its data directory: commands, server, agents, ranks. */
  public List<ProcessHandle> processes() {
    return processes.all();
  }

  /** The files below its data directory whose path there matches. */
  public List<Path> files(String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(file -> wanted.matcher(data.relativize(file).toString()).matches())
          .sorted()
          .toList();
    }
  }

  /** The last lines of the server's log and of all agents' logs: for a test that fails. */
  public String lastLines() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path log : files("server\\.log|nodes/[^/]+/agent\\.log")) {
      lines.append("--- ").append(data.relativize(log)).append('\n');
      List<String> all = Files.readString(log).lines().toList();
      all.subList(Math.max(0, all.size() - LAST_LINES), all.size())
          .forEach(line -> lines.append(line).append('\n'));
    }
    return lines.toString();
  }

  /** Stops the server, as a person does, and then ends what is left. */
  public void end() throws IOException, InterruptedException {
    try {
      if (Files.exists(data.resolve("server.json"))) {
        start("server", "stop").await(END_MAX);
      }
    } finally {
      kill();
    }
  }

  /** Ends all its processes at once. */
  void kill() {
    processes.end(END_MAX);
  }
}
