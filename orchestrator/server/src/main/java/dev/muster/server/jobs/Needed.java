package dev.muster.server.jobs;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.store.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which jobs the names mean that a manifest needs: those beside it first, else earlier ones. */
final class Needed {
  private final Map<JobName, JobId> beside = new LinkedHashMap<>();
  private final History history;
  private final Errors errors;

  Needed(History history, Errors errors) {
    this.history = history;
    this.errors = errors;
  }

  /** Tells of a job of the same request. */
  void beside(Manifest manifest, JobId id) {
    beside.put(name(manifest, manifest.spec().name()), id);
  }

  /** What a job needs; what cannot be had is added to the errors. */
  List<Need> of(Manifest manifest) {
    List<String> names = manifest.spec().timing().needs();
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Need need = need(manifest, "/spec/needs/" + i, names.get(i));
      if (need != null) {
        needs.add(need);
      }
    }
    return needs;
  }

  private @Nullable Need need(Manifest manifest, String pointer, String name) {
    if (name.equals(manifest.spec().name())) {
      return refused(manifest, pointer, "a job cannot need itself (expected: another job)");
    }
    JobId sibling = beside.get(name(manifest, name));
    if (sibling != null) {
      return new Need(name, sibling, false);
    }
    Optional<Job> known = history.job(name(manifest, name));
    if (known.isEmpty()) {
      return refused(
          manifest,
          pointer,
          "job %s is not known here (expected: a job of this request, or one that was submitted"
                  .formatted(name(manifest, name))
              + " before)");
    }
    return known(manifest, pointer, name, known.get());
  }

  private @Nullable Need known(Manifest manifest, String pointer, String name, Job job) {
    boolean succeeded =
        job.state() instanceof JobState.Finished finished
            && finished.ending().outcome() == Outcome.SUCCEEDED;
    if (job.finished() && !succeeded) {
      return refused(
          manifest,
          pointer,
          "job %s is %s (expected: one that has succeeded, or still may)"
              .formatted(job.name(), job.state().word()));
    }
    return new Need(name, job.id(), succeeded);
  }

  private @Nullable Need refused(Manifest manifest, String pointer, String message) {
    errors.add(manifest.error(pointer, message));
    return null;
  }

  private static JobName name(Manifest manifest, String name) {
    return new JobName(manifest.spec().project(), name);
  }
}
