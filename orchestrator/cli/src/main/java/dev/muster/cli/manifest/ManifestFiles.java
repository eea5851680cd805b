package dev.muster.cli.manifest;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Manifests: files as they are named, and in folders those that say that they are one.
 *
 * @param manifests sorted within a folder
 * @param skipped files of folders that could be manifests and do not say so
 */
public record ManifestFiles(List<Path> manifests, List<Path> skipped) {
  /** How many files of one folder are looked at. */
  private static final int FILES_MAX = 10_000;

  private static final Pattern NAME = Pattern.compile(".*\\.(yaml|yml|json)");
  private static final Pattern VERSION =
      Pattern.compile("\"?apiVersion\"?\\s*:\\s*[\"']?muster\\.dev/");

  public ManifestFiles {
    manifests = List.copyOf(manifests);
    skipped = List.copyOf(skipped);
  }

  /** All of them; a folder is searched with all that is below it but hidden. */
  public static ManifestFiles below(List<Path> paths) {
    List<Path> manifests = new ArrayList<>();
    List<Path> skipped = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        named(path).forEach(file -> (isManifest(file) ? manifests : skipped).add(file));
      } else {
        manifests.add(path);
      }
    }
    return new ManifestFiles(manifests, skipped);
  }

  private static List<Path> named(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> named =
          all.filter(file -> !isHidden(folder.relativize(file)))
              .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
              .filter(Files::isRegularFile)
              .limit(FILES_MAX + 1)
              .sorted()
              .toList();
      if (named.size() > FILES_MAX) {
        throw new FailureException(
            ExitCode.USAGE,
            "%s: more than %d files below it could be manifests".formatted(folder, FILES_MAX),
            "name a smaller folder, or files");
      }
      return named;
    } catch (IOException | UncheckedIOException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(folder, e.getMessage()), null, e);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") && !part.toString().equals(".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isManifest(Path file) {
    try {
      return Files.size(file) <= ManifestFile.BYTES_MAX
          && VERSION
              .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .find();
    } catch (IOException e) {
      return false;
    }
  }
}
