package dev.muster.server.jobs;

import dev.muster.model.JobId;
import dev.muster.model.spec.JobSpec;
import dev.muster.server.secrets.SecretShelf;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The secrets of a request on their way to the shelf. */
@Singleton
final class Secrets {
  private final SecretShelf shelf;

  Secrets(SecretShelf shelf) {
    this.shelf = shelf;
  }

  /** Adds to the errors what a manifest's secrets lack. */
  void require(Manifest manifest, Envelope envelope, Errors errors) {
    if (manifest.spec().secrets().isEmpty()) {
      return;
    }
    shelf
        .missing(manifest.spec(), envelope.secrets(manifest.spec()))
        .forEach((pointer, message) -> errors.add(manifest.error(pointer, message)));
  }

  /** Keeps all that is needed for jobs that are about to be taken. */
  void keep(Intake intake) throws IOException {
    for (int i = 0; i < intake.ids().size(); i++) {
      JobSpec spec = intake.request().manifests().get(i).spec();
      JobId id = intake.ids().get(i);
      if (!spec.secrets().isEmpty()) {
        shelf.keep(id, spec, intake.envelope().secrets(spec));
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
        shelf.forget(id);
      }
    }
  }
}
