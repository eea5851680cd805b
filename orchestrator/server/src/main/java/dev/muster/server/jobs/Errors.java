package dev.muster.server.jobs;

import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import dev.muster.manifest.ManifestError;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.server.web.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in the documents of one request, gathered so that all of it is told at once. */
final class Errors {
  /** Errors that are told of one request; the rest is counted. */
  private static final int MAX = 1_000;

  private final List<ManifestError> all = new ArrayList<>();

  void add(ManifestError error) {
    all.add(error);
  }

  void addAll(List<ManifestError> errors) {
    all.addAll(errors);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Ends the request if anything is wrong.
   *
   * @throws RefusedException with all errors and their places
   */
  void refuse() {
    if (!all.isEmpty()) {
      throw new RefusedException(
          new Problem(
              type(),
              "The manifest cannot be obeyed",
              422,
              detail(),
              null,
              fields(all),
              null,
              null,
              List.of()));
    }
  }

  /** The errors as people and scripts see them. */
  static List<FieldError> fields(List<ManifestError> errors) {
    return errors.stream()
        .limit(MAX)
        .map(e -> new FieldError(e.pointer(), e.line(), e.column(), e.sentence(), e.value()))
        .toList();
  }

  private String type() {
    boolean unsupported = all.stream().allMatch(e -> e.kind() == ProblemKind.UNSUPPORTED);
    return unsupported ? "manifest.unsupported" : "manifest.invalid";
  }

  private String detail() {
    ManifestError first = all.getFirst();
    return "line %d, column %d: %s%s"
        .formatted(
            first.line(),
            first.column(),
            first.sentence(),
            all.size() > 1 ? " (and %d more)".formatted(all.size() - 1) : "");
  }
}
