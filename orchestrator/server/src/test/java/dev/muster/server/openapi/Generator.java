package dev.muster.server.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Describes the interface from the sources of its resources and wire records, Javadoc included, by
 * an annotation processor. The processor is made for an older Micronaut than ours: so it runs here,
 * with its own libraries, and compiles nothing.
 */
final class Generator {
  private static final String PROCESSORS =
      "io.micronaut.annotation.processing.TypeElementVisitorProcessor,"
          + "io.micronaut.annotation.processing.AggregatingTypeElementVisitorProcessor";

  private static final List<String> SOURCES =
      List.of(
          "orchestrator/api/src/main/java/dev/muster/api",
          "orchestrator/server/src/main/java/dev/muster/server/jobs",
          "orchestrator/server/src/main/java/dev/muster/server/meter",
          "orchestrator/server/src/main/java/dev/muster/server/page",
          "orchestrator/server/src/main/java/dev/muster/server/prune",
          "orchestrator/server/src/main/java/dev/muster/server/web");

  private static final long PATIENCE_SECONDS = 120;

  private final Path root;

  /**
   * @param root the folder of the project
   */
  Generator(Path root) {
    this.root = root;
  }

  /** What the generator says. */
  Map<String, Object> document(Path scratch) throws IOException {
    compile(scratch);
    try (Stream<Path> files = Files.walk(scratch)) {
      Path file = files.filter(path -> path.toString().endsWith(".yml")).findFirst().orElseThrow();
      Object document = new Load(LoadSettings.builder().build()).loadFromString(text(file));
      return Tree.map(document);
    }
  }

  /** In a process of its own: within ours the processor would meet the classes of our Micronaut. */
  private void compile(Path scratch) throws IOException {
    Path arguments = Files.write(scratch.resolve("arguments"), arguments(scratch));
    Path said = scratch.resolve("said");
    Process javac =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J-XX:+UseSerialGC",
                "@" + arguments)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!javac.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || javac.exitValue() != 0) {
        throw new IllegalStateException("the generator failed: " + text(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      javac.destroyForcibly();
    }
  }

  private List<String> arguments(Path scratch) throws IOException {
    return Stream.concat(options(scratch).stream(), sources().stream().map(Path::toString))
        .map(argument -> '"' + argument + '"')
        .toList();
  }

  private List<String> options(Path scratch) throws IOException {
    return List.of(
        "-proc:only",
        "-parameters",
        "-d",
        scratch.toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "-processor",
        PROCESSORS,
        "-processorpath",
        text(Path.of(System.getProperty("muster.openapi.generator"))).strip(),
        "-Amicronaut.openapi.config.file="
            + root.resolve("orchestrator/server/src/test/resources/openapi.properties"));
  }

  private List<Path> sources() throws IOException {
    Stream.Builder<Path> all = Stream.builder();
    for (String folder : SOURCES) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files.filter(path -> path.toString().endsWith(".java")).forEach(all);
      }
    }
    return all.build().sorted().toList();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
