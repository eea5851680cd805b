package dev.muster.manifest;

import dev.muster.model.spec.JobSpec;
import java.util.List;

/** What became of a manifest. */
public sealed interface Reading {

  /**
   * A job that can be planned.
   *
   * @param positions where its fields stand, for what later turns out to be impossible
   * @param text YAML that says this job and no other: as it was written, or written anew when
   *     overrides changed it or when it stood in a list
   */
  record Valid(JobSpec spec, Positions positions, String text) implements Reading {}

  /**
   * Not a job, or not one for this version.
   *
   * @param errors all of them in the order of the file, at least one
   */
  record Invalid(List<ManifestError> errors) implements Reading {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
