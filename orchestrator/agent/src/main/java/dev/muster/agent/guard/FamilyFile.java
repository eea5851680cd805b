package dev.muster.agent.guard;

import dev.muster.agent.log.Log;
import dev.muster.agent.process.Relative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file {@code family} in an agent's home: its processes, one line each of number and time of
 * start. A disk that takes no more leaves it as it was.
 */
final class FamilyFile {
  private static final String NAME = "family";
  private static final Pattern PROCESS = Pattern.compile("\\d{1,18} \\d{1,18}");

  private final Path file;
  private boolean written = true;

  FamilyFile(Path home) {
    this.file = home.resolve(NAME);
  }

  /** Those that were written down; a line that is none is overlooked. */
  List<Relative> read() {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      return lines
          .filter(line -> PROCESS.matcher(line).matches())
          .map(line -> line.split(" ", 2))
          .map(it -> new Relative(Long.parseLong(it[0]), Long.parseLong(it[1]), false))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  void write(List<Relative> family) {
    StringBuilder lines = new StringBuilder();
    family.forEach(it -> lines.append(it.pid()).append(' ').append(it.startTicks()).append('\n'));
    Path fresh = file.resolveSibling(NAME + ".new");
    try {
      Files.writeString(fresh, lines, StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written = true;
    } catch (IOException e) {
      if (written) {
        Log.warn("guard cannot write %s: %s".formatted(file, e.getMessage()));
      }
      written = false;
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Log.warn("guard cannot remove %s: %s".formatted(file, e.getMessage()));
    }
  }
}
