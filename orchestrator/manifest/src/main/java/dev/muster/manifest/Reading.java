package dev.muster.manifest;

import dev.muster.model.spec.JobSpec;
import java.util.List;

/** What became of a manifest. */
public sealed interface Reading {

  /**
   * A job that can be planned.
   *
   * @param positions where its fields stand, for what later turns out to be impossible
   */
  record Valid(JobSpec spec, Positions positions) implements Reading {}

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
