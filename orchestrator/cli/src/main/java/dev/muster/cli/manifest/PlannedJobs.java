package dev.muster.cli.manifest;

import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Positions;
import dev.muster.manifest.Reading;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.PythonSpec;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import dev.muster.planner.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds well-formed jobs against the planner and against the files that they name. */
final class PlannedJobs {
  private final Path folder;

  /**
   * @param folder where the manifest is
   */
  PlannedJobs(Path folder) {
    this.folder = folder;
  }

  /** Adds the job, or what is wrong with it. */
  void plan(Reading.Valid valid, List<PlannedJob> jobs, List<ManifestError> errors) {
    List<ManifestError> missing = missing(valid.spec(), valid.positions());
    errors.addAll(missing);
    switch (Planner.plan(valid.spec())) {
      case Planning.Refused refused ->
          refused.refusals().forEach(refusal -> errors.add(error(refusal, valid.positions())));
      case Planning.Planned planned -> {
        if (missing.isEmpty()) {
          jobs.add(new PlannedJob(valid.spec(), planned.plan(), valid.text(), valid.positions()));
        }
      }
    }
  }

  private static ManifestError error(Refusal refusal, Positions positions) {
    String nearest =
        refusal.nearest().isEmpty()
            ? ""
            : "; nearest that can be: " + String.join(" | ", refusal.nearest());
    return positions.error(refusal.pointer(), refusal.detail() + nearest, null);
  }

  /** Files that the manifest names and that are not there. */
  private List<ManifestError> missing(JobSpec spec, Positions positions) {
    if (spec.workdir() == null) {
      return List.of();
    }
    Path workdir = folder.resolve(spec.workdir());
    if (!Files.isDirectory(workdir)) {
      return List.of(
          positions.error(
              "/spec/workdir",
              "`%s` is no folder (expected: one, relative to the manifest's)"
                  .formatted(spec.workdir()),
              null));
    }
    PythonSpec python = spec.python();
    if (python == null || python.requirements() == null) {
      return List.of();
    }
    return Files.isRegularFile(workdir.resolve(python.requirements()))
        ? List.of()
        : List.of(
            positions.error(
                "/spec/python/requirements",
                "`%s` is no file (expected: one, relative to the workdir)"
                    .formatted(python.requirements()),
                null));
  }
}
