package dev.muster.testkit.real;

import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shipped launcher with a data directory of its own. Closing it stops the server and ends what
 * is left, by process id.
 */
public final class RealMuster implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");

  private final Path launcher;
  private final Path data;

  /**
   * A Muster with this data directory.
   *
   * @param checkout the root of the sources
   */
  public RealMuster(Path checkout, Path data) {
    this.launcher = checkout.resolve("orchestrator/bin/muster");
    this.data = data;
  }

  /** Its data directory. */
  public Path data() {
    return data;
  }

  /** Runs a command to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("muster", ".out");
    Path err = Files.createTempFile("muster", ".err");
    Process process = start(out, err, arguments);
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("muster %s does not end".formatted(List.of(arguments)));
    }
    Ended ended =
        new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return ended;
  }

  /** Starts a command whose output goes to files. */
  public Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
    builder.environment().put("MUSTER_DATA", data.toString());
    return builder.start();
  }

  /** A client of its embedded server, which must be running. */
  public MusterClient client() throws IOException {
    Matcher url = URL.matcher(Files.readString(data.resolve("server.json")));
    if (!url.find()) {
      throw new AssertionError("server.json names no url");
    }
    String token = Files.readString(data.resolve("token")).strip();
    return new MusterClient(new Access(URI.create(url.group(1)), token));
  }

  /** Every process that has to do with its data directory: server, agents, guards, ranks. */
  public List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::isOurs).toList();
  }

  private boolean isOurs(ProcessHandle process) {
    return mentions(process, "cmdline") || mentions(process, "environ");
  }

  private boolean mentions(ProcessHandle process, String file) {
    Path path = Path.of("/proc/%d/%s".formatted(process.pid(), file));
    try {
      return process.pid() != ProcessHandle.current().pid()
          && new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
              .contains(data.toString());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      run("server", "stop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      processes().forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The files below its data directory whose path matches. */
  public List<Path> files(String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(f -> wanted.matcher(data.relativize(f).toString()).matches())
          .sorted()
          .toList();
    }
  }
}
