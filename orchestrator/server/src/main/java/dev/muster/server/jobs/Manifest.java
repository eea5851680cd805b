package dev.muster.server.jobs;

import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Positions;
import dev.muster.manifest.Reading;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import dev.muster.planner.Refusal;
import dev.muster.server.web.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A manifest that says a job which can be cut.
 *
 * @param text as it came
 * @param spec what it asks for
 * @param positions where its fields stand
 * @param plan how it is cut
 */
record Manifest(String text, JobSpec spec, Positions positions, Plan plan) {
  /** How large a manifest may be. */
  static final int BYTES_MAX = 1024 * 1024;

  /** What the manifest is called in messages. */
  private static final String FILE = "manifest";

  /**
   * Reads and plans.
   *
   * @throws RefusedException with all errors and their places
   */
  static Manifest read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw RefusedException.tooLarge(FILE, BYTES_MAX);
    }
    return switch (Manifests.read(bytes, FILE)) {
      case Reading.Invalid invalid -> throw refused(invalid.errors());
      case Reading.Valid valid -> planned(bytes, valid);
    };
  }

  /** A refusal for one field of this manifest. */
  RefusedException refused(String pointer, String message) {
    return refused(List.of(positions.error(pointer, message, null)));
  }

  private static Manifest planned(byte[] bytes, Reading.Valid valid) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (Planner.plan(valid.spec())) {
      case Planning.Planned planned ->
          new Manifest(text, valid.spec(), valid.positions(), planned.plan());
      case Planning.Refused refused ->
          throw refused(refused.refusals().stream().map(r -> error(valid.positions(), r)).toList());
    };
  }

  private static ManifestError error(Positions positions, Refusal refusal) {
    String nearest =
        refusal.nearest().isEmpty()
            ? ""
            : "; nearest that can be: " + String.join(" | ", refusal.nearest());
    return positions.error(refusal.pointer(), refusal.detail() + nearest, null);
  }

  private static RefusedException refused(List<ManifestError> errors) {
    List<FieldError> fields =
        errors.stream()
            .map(e -> new FieldError(e.pointer(), e.line(), e.column(), e.sentence(), e.value()))
            .toList();
    ManifestError first = errors.getFirst();
    String detail =
        "line %d, column %d: %s%s"
            .formatted(
                first.line(),
                first.column(),
                first.sentence(),
                errors.size() > 1 ? " (and %d more)".formatted(errors.size() - 1) : "");
    return new RefusedException(
        new Problem(
            "manifest.invalid",
            "The manifest cannot be obeyed",
            422,
            detail,
            null,
            fields,
            null,
            null,
            List.of()));
  }
}
