package dev.muster.cli;

import dev.muster.api.FieldError;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.manifest.ManifestFiles;
import dev.muster.cli.text.PlanLine;
import dev.muster.manifest.ManifestError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster validate}: checks manifests, without a server. */
@Command(name = "validate", description = "Check manifests and say how the jobs would be cut.")
final class Validate implements Callable<Integer> {
  /**
   * What became of one file.
   *
   * @param plan how the job would be cut; null when the file has errors
   */
  record Verdict(String file, boolean valid, @Nullable String plan, List<FieldError> errors) {}

  @ParentCommand private Muster muster;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Manifests, or folders with manifests in them; - reads standard input.")
  private List<Path> files;

  @Override
  public Integer call() {
    List<ManifestFile> read = ManifestFiles.below(files).stream().map(this::read).toList();
    if (read.isEmpty()) {
      throw new FailureException(
          ExitCode.USAGE,
          "no manifest in %s (expected: files *.yaml, *.yml or *.json with an apiVersion of Muster)"
              .formatted(files),
          null);
    }
    if (muster.answers().forPeople()) {
      read.forEach(this::tell);
    } else {
      muster.answers().print(read.stream().map(Validate::verdict).toList(), List::of);
    }
    return read.stream().allMatch(ManifestFile.Valid.class::isInstance)
        ? 0
        : ExitCode.USAGE.number();
  }

  private ManifestFile read(Path file) {
    return ManifestFile.read(file, muster.surroundings().input());
  }

  private void tell(ManifestFile file) {
    PrintWriter out = muster.surroundings().out();
    PrintWriter err = muster.surroundings().err();
    switch (file) {
      case ManifestFile.Valid valid ->
          out.printf("%s: valid: %s%n", valid.path(), PlanLine.text(valid.spec(), valid.plan()));
      case ManifestFile.Invalid invalid -> err.print(invalid.report());
    }
    err.flush();
  }

  private static Verdict verdict(ManifestFile file) {
    String path = file.path().toString();
    return switch (file) {
      case ManifestFile.Valid valid ->
          new Verdict(path, true, PlanLine.text(valid.spec(), valid.plan()), List.of());
      case ManifestFile.Invalid invalid ->
          new Verdict(path, false, null, invalid.errors().stream().map(Validate::error).toList());
    };
  }

  private static FieldError error(ManifestError error) {
    return new FieldError(
        error.pointer(), error.line(), error.column(), error.sentence(), error.value());
  }
}
