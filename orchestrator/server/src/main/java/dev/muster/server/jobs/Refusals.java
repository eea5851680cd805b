package dev.muster.server.jobs;

import dev.muster.api.Difference;
import dev.muster.api.Problem;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Job;
import dev.muster.manifest.Canonical;
import dev.muster.manifest.ManifestError;
import dev.muster.model.JobId;
import dev.muster.model.run.Explanation;
import dev.muster.server.web.RefusedException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine refuses, as people and scripts see it. */
final class Refusals {
  private static final String REUSED = "idempotency.reused";

  private Refusals() {}

  /** The refusal of a request; of several reasons the first in full, and each with its place. */
  static RefusedException of(
      Request request, List<JobId> ids, Step.Rejected rejected, JobFinder finder) {
    Rejection first = rejected.rejection();
    if (first.code().equals(REUSED)) {
      return RefusedException.reusedKey(first.detail());
    }
    Problem problem = problem(first, manifest(request, ids, first), finder);
    return new RefusedException(
        request.several() ? withPlaces(problem, request, ids, rejected) : problem);
  }

  private static Problem withPlaces(
      Problem problem, Request request, List<JobId> ids, Step.Rejected rejected) {
    List<ManifestError> errors =
        rejected.all().stream().flatMap(r -> error(r, manifest(request, ids, r))).toList();
    int more = rejected.all().size() - 1;
    return new Problem(
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail() + (more == 0 ? "" : " (and %d more)".formatted(more)),
        null,
        Errors.fields(errors),
        problem.explanation(),
        problem.job(),
        problem.differences());
  }

  private static Stream<ManifestError> error(Rejection rejection, @Nullable Manifest manifest) {
    String pointer =
        switch (rejection.code()) {
          case "name.conflict" -> "/metadata/name";
          case "needs.moved", "needs.failed" -> "/spec/needs";
          case "deadline.exceeded" -> "/spec/deadlines/finishBy";
          default -> "/spec/resources";
        };
    return manifest == null
        ? Stream.empty()
        : Stream.of(manifest.error(pointer, rejection.detail()));
  }

  private static @Nullable Manifest manifest(
      Request request, List<JobId> ids, Rejection rejection) {
    JobId about = rejection.about();
    int index = about == null ? -1 : ids.indexOf(about);
    return index < 0 ? null : request.manifests().get(index);
  }

  private static Problem problem(
      Rejection rejection, @Nullable Manifest manifest, JobFinder finder) {
    JobId existing = rejection.existing();
    if (existing != null) {
      return conflict(rejection, Objects.requireNonNull(manifest), finder.current(existing));
    }
    Explanation explanation = rejection.explanation();
    boolean never = rejection.code().equals("capacity.unsupported");
    return new Problem(
        rejection.code(),
        never ? "The job can never run here" : "The job cannot be taken",
        422,
        rejection.detail(),
        null,
        List.of(),
        explanation == null ? null : Explanations.view(explanation),
        null,
        List.of());
  }

  private static Problem conflict(Rejection rejection, Manifest manifest, Job live) {
    List<Difference> differences =
        Canonical.difference(live.spec(), manifest.spec()).stream()
            .map(d -> new Difference(d.pointer(), d.first(), d.second()))
            .toList();
    String detail =
        differences.isEmpty()
            ? rejection.detail() + "; the manifests are equal, the working directories are not"
            : rejection.detail();
    return new Problem(
        rejection.code(),
        "The name is taken",
        409,
        detail,
        null,
        List.of(),
        null,
        live.id().value(),
        differences);
  }
}
