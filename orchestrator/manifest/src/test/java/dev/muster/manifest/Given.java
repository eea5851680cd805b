package dev.muster.manifest;

import dev.muster.model.spec.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Manifests that tests start from. */
final class Given {
  static final String MINIMAL =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: small
      spec:
        command: python train.py
      """;

  private Given() {}

  /** A manifest with every obeyed field. */
  static String everything() {
    try (InputStream in = Objects.requireNonNull(Given.class.getResourceAsStream("/good.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static JobSpec valid(String manifest) {
    return valid(manifest, Manifests.read(manifest, "job.yaml"));
  }

  /** The job of each document. */
  static List<JobSpec> allValid(String manifests) {
    return Manifests.readAll(manifests, "job.yaml", Overrides.NONE).stream()
        .map(reading -> valid(manifests, reading))
        .toList();
  }

  private static JobSpec valid(String manifest, Reading reading) {
    return switch (reading) {
      case Reading.Valid valid -> valid.spec();
      case Reading.Invalid invalid ->
          throw new AssertionError(ErrorReport.text(invalid.errors(), manifest));
    };
  }

  static List<ManifestError> errors(String manifest) {
    return switch (Manifests.read(manifest, "job.yaml")) {
      case Reading.Valid valid -> throw new AssertionError("valid: " + valid.spec());
      case Reading.Invalid invalid -> invalid.errors();
    };
  }
}
