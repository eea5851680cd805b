package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server as a process of its own, to be killed. */
final class ServerProcess implements AutoCloseable {
  /** System property with a copy of a build's folder {@code server}, these tests in its library. */
  static final String SHIPPED = "muster.shipped";

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path data;
  private final Path grants;
  private final Path output;
  private final Process process;

  private ServerProcess(Path folder, Path data, Process process) {
    this.data = data;
    this.grants = folder.resolve("grants");
    this.output = folder.resolve("output");
    this.process = process;
  }

  /** Starts one on {@code FOLDER/data}. */
  static ServerProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Path data = folder.resolve("data");
    return new ServerProcess(folder, data, launch(folder, List.of(), environment, arguments));
  }

  /** Starts one on a file system of its own, mounted for it alone, of this size. */
  static ServerProcess startOnSmallDisk(Path folder, String size) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    String mount = "mount -t tmpfs -o size=%s,mode=700 tmpfs %s && exec \"$0\" \"$@\"";
    List<String> inside = List.of("unshare", "-rm", "sh", "-c", mount.formatted(size, data));
    Process process = launch(folder, inside, Map.of(), "--port", "0");
    Path seen = Path.of("/proc/%d/root".formatted(process.pid()) + data);
    return new ServerProcess(folder, seen, process);
  }

  static Process launch(
      Path folder, List<String> before, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xlog:disable"));
    command.addAll(program());
    command.add(GrantingServer.class.getName());
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(GrantingServer.GRANTS, Files.createDirectories(folder.resolve("grants")).toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  /** What is tested; with {@value #SHIPPED} the program as it is shipped, and as fast. */
  private static List<String> program() {
    String shipped = System.getProperty(SHIPPED);
    if (shipped == null) {
      return List.of("-cp", System.getProperty("java.class.path"));
    }
    Path server = Path.of(shipped);
    Path lib = server.resolve("lib");
    return List.of(
        "-Dmuster.dist=" + server.getParent(),
        "-XX:AOTCache=" + server.resolve("muster.aot"),
        "-cp",
        lib.resolve("muster-server.jar") + ":" + lib.resolve("tests.jar"));
  }

  /** Waits until this process is announced. */
  ServerProcess ready() {
    await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(this::isAnnounced);
    return this;
  }

  private boolean isAnnounced() throws IOException {
    JsonNode announced = announced();
    return announced != null && announced.get("pid").asLong() == process.pid();
  }

  private @Nullable JsonNode announced() throws IOException {
    Path file = data.resolve("server.json");
    return Files.exists(file) ? JsonMapper.shared().readTree(Files.readString(file)) : null;
  }

  long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  URI url() throws IOException {
    return URI.create(requireNonNull(announced()).get("url").asString());
  }

  MusterClient client() throws IOException {
    return new MusterClient(new Access(url(), Files.readString(data.resolve("token")).strip()));
  }

  /** What it and its predecessors on this folder have printed. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** The agents of every claim that was granted, one per node. */
  List<FakeAgent> agents() throws IOException {
    List<FakeAgent> agents = new ArrayList<>();
    try (Stream<Path> files = Files.list(grants)) {
      for (Path file : files.sorted().toList()) {
        List<String> tokens = Files.readAllLines(file);
        for (int node = 0; node < tokens.size(); node++) {
          agents.add(
              new FakeAgent(
                  this::currentUrl, file.getFileName().toString(), node, tokens.get(node)));
        }
      }
    }
    return agents;
  }

  /** Where the newest server of this folder answers. */
  private URI currentUrl() {
    try {
      return url();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it as the kernel does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Its exit code, once it has ended by itself. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server lives (expected: its end)");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
