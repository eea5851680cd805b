package dev.muster.cli.manifest;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.manifest.ErrorReport;
import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Positions;
import dev.muster.manifest.Reading;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.PythonSpec;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import dev.muster.planner.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest in a file, and what became of it. */
public sealed interface ManifestFile {
  /** How large a manifest may be. */
  int BYTES_MAX = 1024 * 1024;

  /** Stands for standard input. */
  Path STANDARD_INPUT = Path.of("-");

  /** What the person called the file. */
  Path path();

  /**
   * A job that can be submitted.
   *
   * @param text as it stands in the file
   */
  record Valid(Path path, String text, JobSpec spec, Plan plan) implements ManifestFile {
    /** The folder that ranks get a copy of; null for an empty one. */
    public @Nullable Path workdir() {
      return spec.workdir() == null ? null : folderOf(path).resolve(spec.workdir());
    }
  }

  /**
   * Not a job.
   *
   * @param errors all of them, in the order of the file
   * @param text what the lines of the errors are of
   */
  record Invalid(Path path, List<ManifestError> errors, String text) implements ManifestFile {
    public Invalid {
      errors = List.copyOf(errors);
    }

    /** The errors with their lines, as a compiler shows them; ends with a line end. */
    public String report() {
      return ErrorReport.text(errors, text);
    }
  }

  /**
   * Reads, checks and plans.
   *
   * @param input what is read in place of the file {@code -}
   */
  static ManifestFile read(Path file, InputStream input) {
    boolean standard = file.equals(STANDARD_INPUT);
    Path path = standard ? Path.of("<stdin>") : file;
    byte[] bytes =
        standard ? bytes(path, () -> input) : bytes(path, () -> Files.newInputStream(path));
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (Manifests.read(bytes, path.toString())) {
      case Reading.Invalid invalid -> new Invalid(path, invalid.errors(), text);
      case Reading.Valid valid -> planned(path, text, valid);
    };
  }

  private static ManifestFile planned(Path path, String text, Reading.Valid valid) {
    List<ManifestError> missing = missing(path, valid.spec(), valid.positions());
    return switch (Planner.plan(valid.spec())) {
      case Planning.Refused refused ->
          new Invalid(path, errors(refused.refusals(), missing, valid.positions()), text);
      case Planning.Planned planned ->
          missing.isEmpty()
              ? new Valid(path, text, valid.spec(), planned.plan())
              : new Invalid(path, missing, text);
    };
  }

  private static List<ManifestError> errors(
      List<Refusal> refusals, List<ManifestError> more, Positions positions) {
    List<ManifestError> errors = new ArrayList<>(more);
    for (Refusal refusal : refusals) {
      String nearest =
          refusal.nearest().isEmpty()
              ? ""
              : "; nearest that can be: " + String.join(" | ", refusal.nearest());
      errors.add(positions.error(refusal.pointer(), refusal.detail() + nearest, null));
    }
    return errors;
  }

  /** Files that the manifest names and that are not there. */
  private static List<ManifestError> missing(Path path, JobSpec spec, Positions positions) {
    if (spec.workdir() == null) {
      return List.of();
    }
    Path workdir = folderOf(path).resolve(spec.workdir());
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

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /** Opens a file, or finds it open. */
  interface Source {
    InputStream open() throws IOException;
  }

  /** No more than a manifest may have, whatever the source goes on to give. */
  private static byte[] bytes(Path path, Source source) {
    try (InputStream open = source.open()) {
      byte[] bytes = open.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new FailureException(
            ExitCode.USAGE,
            "%s: more than %d bytes (expected: <= %d)".formatted(path, BYTES_MAX, BYTES_MAX),
            "is it a manifest?");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new FailureException(
          ExitCode.USAGE, path + ": no such file", "name a manifest: muster COMMAND FILE");
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(path, e), null, e);
    }
  }
}
