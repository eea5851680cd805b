package dev.muster.server.jobs;

import dev.muster.model.JobId;
import dev.muster.model.spec.JobSpec;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The secrets of a request on their way to the shelf. */
@Singleton
final class Secrets {
  private static final String POINTER = "/spec/secrets";

  private final Optional<SecretShelf> shelf;

  Secrets(Optional<SecretShelf> shelf) {
    this.shelf = shelf;
  }

  /** Adds to the errors what a manifest's secrets lack. */
  void require(Manifest manifest, Envelope envelope, Errors errors) {
    if (manifest.spec().secrets().isEmpty()) {
      return;
    }
    Map<String, String> missing =
        shelf
            .map(s -> s.missing(manifest.spec(), envelope.secrets(manifest.spec())))
            .orElse(Map.of(POINTER, "this server keeps no secrets (expected: none)"));
    missing.forEach((pointer, message) -> errors.add(manifest.error(pointer, message)));
  }

  /** Keeps all that is needed for jobs that are about to be taken. */
  void keep(Intake intake) {
    for (int i = 0; i < intake.ids().size(); i++) {
      JobSpec spec = intake.request().manifests().get(i).spec();
      JobId id = intake.ids().get(i);
      if (!spec.secrets().isEmpty()) {
        shelf.ifPresent(s -> s.keep(id, spec, intake.envelope().secrets(spec)));
      }
    }
  }

  /** Forgets those of jobs that were not taken after all. */
  void forgetAllBut(Intake intake, List<JobId> taken) {
    Set<JobId> kept = new HashSet<>(taken);
    for (int i = 0; i < intake.ids().size(); i++) {
      JobId id = intake.ids().get(i);
      boolean has = !intake.request().manifests().get(i).spec().secrets().isEmpty();
      if (has && !kept.contains(id)) {
        shelf.ifPresent(s -> s.forget(id));
      }
    }
  }
}
