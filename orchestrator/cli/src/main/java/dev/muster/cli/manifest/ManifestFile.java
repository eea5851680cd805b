package dev.muster.cli.manifest;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.manifest.ErrorReport;
import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Overrides;
import dev.muster.manifest.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The manifests in a file, and what became of them. */
public sealed interface ManifestFile {
  /** How large a file may be. */
  int BYTES_MAX = 1024 * 1024;

  /** Stands for standard input. */
  Path STANDARD_INPUT = Path.of("-");

  /** What the person called the file. */
  Path path();

  /**
   * Jobs that can be submitted.
   *
   * @param jobs at least one, in the order of the file
   */
  record Valid(Path path, List<PlannedJob> jobs) implements ManifestFile {
    public Valid {
      jobs = List.copyOf(jobs);
    }

    /** The manifests as they are sent: one document each. */
    public String text() {
      return jobs.stream()
          .map(job -> job.text().endsWith("\n") ? job.text() : job.text() + "\n")
          .collect(Collectors.joining("---\n"));
    }

    /** The folder that its relative paths are seen from. */
    public Path folder() {
      return folderOf(path);
    }

    /**
     * The folder that ranks get a copy of; null for an empty one.
     *
     * @throws FailureException if the jobs do not agree
     */
    public @Nullable Path workdir() {
      Set<Path> all = new LinkedHashSet<>();
      jobs.stream()
          .map(job -> job.spec().workdir())
          .filter(Objects::nonNull)
          .forEach(workdir -> all.add(folderOf(path).resolve(workdir).normalize()));
      if (all.size() > 1) {
        throw new FailureException(
            ExitCode.USAGE,
            "%s: its jobs have %d working directories (expected: one for all)"
                .formatted(path, all.size()),
            "write jobs with another spec.workdir into a file of their own");
      }
      return all.isEmpty() ? null : all.iterator().next();
    }
  }

  /**
   * Not only jobs.
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
  static ManifestFile read(Path file, InputStream input, Overrides overrides) {
    boolean standard = file.equals(STANDARD_INPUT);
    Path path = standard ? Path.of("<stdin>") : file;
    byte[] bytes =
        standard ? bytes(path, () -> input) : bytes(path, () -> Files.newInputStream(path));
    PlannedJobs planned = new PlannedJobs(folderOf(path));
    List<ManifestError> errors = new ArrayList<>();
    List<PlannedJob> jobs = new ArrayList<>();
    for (Reading reading : Manifests.readAll(bytes, path.toString(), overrides)) {
      switch (reading) {
        case Reading.Invalid invalid -> errors.addAll(invalid.errors());
        case Reading.Valid valid -> planned.plan(valid, jobs, errors);
      }
    }
    return errors.isEmpty()
        ? new Valid(path, jobs)
        : new Invalid(path, errors, new String(bytes, StandardCharsets.UTF_8));
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /** What would write a manifest where none is. */
  private static String init(Path file) {
    return file.getParent() == null ? "muster init" : "muster init " + file.getParent();
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
      throw new FailureException(ExitCode.USAGE, path + ": no such file", init(path));
    } catch (AccessDeniedException e) {
      throw new FailureException(ExitCode.USAGE, path + ": access denied", "chmod u+r " + path, e);
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(path, e.getMessage()), null, e);
    }
  }
}
