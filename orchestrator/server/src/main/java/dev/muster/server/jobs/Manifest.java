package dev.muster.server.jobs;

import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Positions;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;

/**
 * One document that says a job which can be cut.
 *
 * @param text as it came
 * @param spec what it asks for
 * @param positions where its fields stand
 * @param plan how it is cut
 */
record Manifest(String text, JobSpec spec, Positions positions, Plan plan) {

  /** What is wrong with one field of this document. */
  ManifestError error(String pointer, String message) {
    return positions.error(pointer, message, null);
  }
}
