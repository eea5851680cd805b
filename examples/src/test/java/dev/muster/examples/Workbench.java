package dev.muster.examples;

import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of an example that a test may edit, as a person would. */
public final class Workbench {
  private final Path folder;

  private Workbench(Path folder) {
    this.folder = folder;
  }

  /** Copies an example's files. */
  public static Workbench of(String example, Path into) throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> files = Files.list(Checkout.root().resolve("examples").resolve(example))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new Workbench(into);
  }

  /** Replaces texts in a file; each must be there exactly once. */
  public Workbench edit(String file, Map<String, String> replacements) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      int first = text.indexOf(replacement.getKey());
      if (first < 0 || text.indexOf(replacement.getKey(), first + 1) >= 0) {
        throw new AssertionError(
            "%s: \"%s\" (expected: exactly once)".formatted(file, replacement.getKey()));
      }
      text = text.replace(replacement.getKey(), replacement.getValue());
    }
    Files.writeString(path, text);
    return this;
  }

  /** The path of one of its files. */
  public String path(String file) {
    return folder.resolve(file).toString();
  }
}
