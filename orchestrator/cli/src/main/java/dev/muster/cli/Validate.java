package dev.muster.cli;

import dev.muster.api.FieldError;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.manifest.PlannedJob;
import dev.muster.cli.text.Clip;
import dev.muster.cli.text.PlanLine;
import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Overrides;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster validate}: checks manifests, without a server. */
@Command(
    name = "validate",
    description = "Check manifests and say how the jobs would be cut; needs no server.",
    footer = {
      "",
      "Every error of every file is shown with its place. Ends with 2 when there is one.",
      "",
      "Examples:",
      "  muster validate job.yaml",
      "  muster validate jobs/ more.json",
      "  muster validate job.yaml --set spec.resources.nodes=4 -o json"
    })
final class Validate implements Callable<Integer> {
  /**
   * A job of a file.
   *
   * @param plan how it would be cut
   * @param notes what its owner should know about that
   */
  record CutJob(String project, String name, String plan, List<String> notes) {
    CutJob {
      notes = List.copyOf(notes);
    }
  }

  /**
   * What became of one file.
   *
   * @param jobs what is in it; empty when the file has errors
   */
  record Verdict(String file, boolean valid, List<CutJob> jobs, List<FieldError> errors) {
    Verdict {
      jobs = List.copyOf(jobs);
      errors = List.copyOf(errors);
    }
  }

  @ParentCommand private Muster muster;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Manifests, or folders with manifests in them; - reads standard input.")
  private List<Path> files;

  @Mixin private OverrideOptions options;

  @Override
  public Integer call() {
    Overrides overrides = options.overrides();
    List<ManifestFile> read =
        Manifests.found(files, muster.surroundings()).stream()
            .map(file -> ManifestFile.read(file, muster.surroundings().input(), overrides))
            .toList();
    if (muster.answers().forPeople()) {
      read.forEach(this::tell);
    } else {
      muster.answers().print(read.stream().map(Validate::verdict).toList(), List::of);
    }
    return read.stream().allMatch(ManifestFile.Valid.class::isInstance)
        ? 0
        : ExitCode.USAGE.number();
  }

  private void tell(ManifestFile file) {
    PrintWriter out = muster.surroundings().out();
    PrintWriter err = muster.surroundings().err();
    switch (file) {
      case ManifestFile.Valid valid -> {
        for (PlannedJob job : valid.jobs()) {
          String name = valid.jobs().size() == 1 ? "" : job.spec().name() + ": ";
          String plan = PlanLine.text(job.spec(), job.plan());
          out.printf("%s: valid: %s%s%n", Clip.visible(valid.path().toString()), name, plan);
          job.plan().notes().forEach(note -> out.printf("  note: %s%n", Clip.visible(note)));
        }
      }
      case ManifestFile.Invalid invalid -> err.print(invalid.report());
    }
    out.flush();
    err.flush();
  }

  private static Verdict verdict(ManifestFile file) {
    String path = file.path().toString();
    return switch (file) {
      case ManifestFile.Valid valid ->
          new Verdict(path, true, valid.jobs().stream().map(Validate::cut).toList(), List.of());
      case ManifestFile.Invalid invalid ->
          new Verdict(
              path, false, List.of(), invalid.errors().stream().map(Validate::error).toList());
    };
  }

  private static CutJob cut(PlannedJob job) {
    return new CutJob(
        job.spec().project(),
        job.spec().name(),
        PlanLine.text(job.spec(), job.plan()),
        job.plan().notes());
  }

  /** An error of an argument has no line. */
  private static FieldError error(ManifestError error) {
    boolean argument = error.line() == 0;
    return new FieldError(
        error.pointer(),
        argument ? null : Integer.valueOf(error.line()),
        argument ? null : Integer.valueOf(error.column()),
        argument ? error.file() + ": " + error.sentence() : error.sentence(),
        error.value());
  }
}
