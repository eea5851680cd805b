package dev.muster.cli.submit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the Python of the person who submits: the active virtual environment's, else the first on
 * PATH. A link is kept as it is, because it is what makes a virtual environment one.
 */
final class PythonFinder {
  private static final List<String> NAMES = List.of("python3", "python");
  private static final long ANSWER_SECONDS = 10;

  private final Map<String, String> environment;

  PythonFinder(Map<String, String> environment) {
    this.environment = environment;
  }

  /** An absolute path; empty when there is no Python. */
  Optional<Path> find() {
    return folders().stream()
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(PythonFinder::isProgram)
        .map(Path::toAbsolutePath)
        .findFirst()
        .map(python -> isScript(python) ? asked(python) : python);
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    String active = environment.getOrDefault("VIRTUAL_ENV", "");
    if (!active.isEmpty()) {
      folders.add(Path.of(active, "bin"));
    }
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    return folders;
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** A version switcher's stand-in is a script; where it leads depends on the folder we are in. */
  private static boolean isScript(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readNBytes(2), StandardCharsets.ISO_8859_1).equals("#!");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path asked(Path script) {
    try {
      Process process =
          new ProcessBuilder(
                  script.toString(), "-I", "-S", "-c", "import sys; print(sys.executable)")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS);
      String python = answer.strip();
      return ended && process.exitValue() == 0 && !python.isEmpty() ? Path.of(python) : script;
    } catch (IOException e) {
      return script;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return script;
    }
  }
}
