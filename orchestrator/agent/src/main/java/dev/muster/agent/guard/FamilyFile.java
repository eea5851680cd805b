package dev.muster.agent.guard;

import dev.muster.agent.log.Log;
import dev.muster.agent.process.Relative;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The file {@code family} in an agent's home: its processes, one line each of number and time of
 * start. A disk that takes no more leaves it as it was.
 */
final class FamilyFile {
  private static final String NAME = "family";

  private final Path file;
  private boolean written = true;

  FamilyFile(Path home) {
    this.file = home.resolve(NAME);
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
