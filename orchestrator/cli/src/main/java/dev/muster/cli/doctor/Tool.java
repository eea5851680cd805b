package dev.muster.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs on PATH and what they say. */
final class Tool {
  private static final long ANSWER_SECONDS = 5;

  /** How much of an answer is read. */
  private static final int BYTES_MAX = 64 * 1024;

  /**
   * What a program said.
   *
   * @param text standard output and error
   */
  record Answer(int exit, String text) {
    boolean good() {
      return exit == 0;
    }

    /** The first line with something in it. */
    String line() {
      return text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    }
  }

  private final Map<String, String> environment;

  Tool(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Where a program is. */
  Optional<Path> find(String name) {
    return List.of(environment.getOrDefault("PATH", "").split(":", -1)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** What a program answers; empty when it cannot be started or takes too long. */
  Optional<Answer> ask(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      byte[] answer = process.getInputStream().readNBytes(BYTES_MAX);
      return Optional.of(
          new Answer(process.exitValue(), new String(answer, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
