package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected texts in files. {@code -Dmuster.golden=update} writes what the code gives now instead of
 * comparing, for a person to read and commit.
 */
final class Golden {
  static final String UPDATE = "./mvnw -pl orchestrator/manifest -am test -Dmuster.golden=update";

  private Golden() {}

  static void check(Path file, String actual) throws IOException {
    if ("update".equals(System.getProperty("muster.golden"))) {
      Files.writeString(file, actual);
    }
    String expected = Files.exists(file) ? Files.readString(file) : "";
    assertThat(actual)
        .as("%s (if the change is meant, run: %s)", file.getFileName(), UPDATE)
        .isEqualTo(expected);
  }

  /** A file of the project by its path from the root. */
  static Path file(String path) {
    return Path.of(System.getProperty("muster.root", "../..")).resolve(path);
  }
}
