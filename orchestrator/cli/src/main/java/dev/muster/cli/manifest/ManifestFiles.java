package dev.muster.cli.manifest;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds manifests: files as they are named, and in folders those that say that they are one. */
public final class ManifestFiles {
  private static final Pattern NAME = Pattern.compile(".*\\.(yaml|yml|json)");
  private static final Pattern VERSION =
      Pattern.compile("\"?apiVersion\"?\\s*:\\s*[\"']?muster\\.dev/");

  private ManifestFiles() {}

  /** All of them, sorted within a folder. */
  public static List<Path> below(List<Path> paths) {
    return paths.stream().flatMap(ManifestFiles::below).toList();
  }

  private static Stream<Path> below(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(ManifestFiles::isManifest).sorted().toList().stream();
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(path, e), null, e);
    }
  }

  private static boolean isManifest(Path file) {
    try {
      return NAME.matcher(file.getFileName().toString()).matches()
          && Files.isRegularFile(file)
          && Files.size(file) <= ManifestFile.BYTES_MAX
          && VERSION
              .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .find();
    } catch (IOException e) {
      return false;
    }
  }
}
