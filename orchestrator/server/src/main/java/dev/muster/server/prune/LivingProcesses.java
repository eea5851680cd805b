package dev.muster.server.prune;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the processes of this machine say of themselves: program, folder, arguments, environment.
 *
 * @param words all of it, of one process each
 */
record LivingProcesses(List<String> words) {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern PID = Pattern.compile("\\d+");

  LivingProcesses {
    words = List.copyOf(words);
  }

  /** All that live now, this one among them. */
  static LivingProcesses now() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      entries
          .filter(entry -> PID.matcher(entry.getFileName().toString()).matches())
          .forEach(entry -> found.add(words(entry)));
    }
    return new LivingProcesses(found);
  }

  /** Whether one of them names a folder, or something in it. */
  boolean use(Path folder) {
    Pattern name = Pattern.compile(Pattern.quote(folder.toString()) + "(?![\\w.-])");
    return words.stream().anyMatch(text -> name.matcher(text).find());
  }

  private static String words(Path entry) {
    return String.join(
        "\0",
        link(entry.resolve("exe")),
        link(entry.resolve("cwd")),
        text(entry.resolve("cmdline")),
        text(entry.resolve("environ")));
  }

  /** Empty for a process that has ended or is somebody else's. */
  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
