package dev.muster.cli;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.text.Figures;
import java.nio.file.Path;

/** Reads the manifest that a command is given. */
final class Manifests {
  private Manifests() {}

  /**
   * The manifest, if it can be submitted; its errors go to standard error.
   *
   * @throws FailureException if it has errors
   */
  static ManifestFile.Valid require(Path file, Surroundings surroundings) {
    return switch (ManifestFile.read(file, surroundings.input())) {
      case ManifestFile.Valid valid -> valid;
      case ManifestFile.Invalid invalid -> {
        surroundings.err().print(invalid.report());
        throw new FailureException(
            ExitCode.USAGE,
            "%s has %s".formatted(file, Figures.count(invalid.errors().size(), "error")),
            "correct the file; `muster validate %s` checks it again".formatted(file));
      }
    };
  }
}
