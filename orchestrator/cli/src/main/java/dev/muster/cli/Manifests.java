package dev.muster.cli;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.manifest.ManifestFiles;
import dev.muster.cli.text.Figures;
import dev.muster.manifest.Overrides;
import java.nio.file.Path;
import java.util.List;

/** Reads the manifests that a command is given. */
final class Manifests {
  private Manifests() {}

  /**
   * The manifests of a file, if they can be submitted; their errors go to standard error.
   *
   * @throws FailureException if it has errors
   */
  static ManifestFile.Valid require(Path file, Surroundings surroundings, Overrides overrides) {
    return requireAll(List.of(file), surroundings, overrides).getFirst();
  }

  /** The same for several files: all errors are told before anything is done. */
  static List<ManifestFile.Valid> requireAll(
      List<Path> files, Surroundings surroundings, Overrides overrides) {
    List<ManifestFile> read =
        files.stream()
            .map(file -> ManifestFile.read(file, surroundings.input(), overrides))
            .toList();
    int errors = 0;
    for (ManifestFile file : read) {
      if (file instanceof ManifestFile.Invalid invalid) {
        surroundings.err().print(invalid.report());
        errors += invalid.errors().size();
      }
    }
    if (errors > 0) {
      String names = String.join(" ", files.stream().map(Path::toString).toList());
      throw new FailureException(
          ExitCode.USAGE,
          "%s has %s".formatted(names, Figures.count(errors, "error")),
          "muster validate " + names);
    }
    return read.stream().map(ManifestFile.Valid.class::cast).toList();
  }

  /** The manifests that are named, or below folders that are; what is none there is said. */
  static List<Path> found(List<Path> paths, Surroundings surroundings) {
    ManifestFiles found = ManifestFiles.below(paths);
    found
        .skipped()
        .forEach(file ->
            surroundings
                .err()
                .printf("%s: skipped: no manifest (it has no apiVersion of Muster)%n", file));
    surroundings.err().flush();
    if (found.manifests().isEmpty()) {
      throw new FailureException(
          ExitCode.USAGE,
          "no manifest in %s (expected: files *.yaml, *.yml or *.json with an apiVersion of Muster)"
              .formatted(paths),
          paths.size() == 1 ? "muster init " + paths.getFirst() : "muster init");
    }
    return found.manifests();
  }
}
