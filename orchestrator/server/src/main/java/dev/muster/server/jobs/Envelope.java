package dev.muster.server.jobs;

import dev.muster.model.spec.JobSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes along with manifests.
 *
 * @param idempotencyKey the same for every try of one request; null without one
 * @param workdirs digests of uploaded working directories by the name of the job; under {@link
 *     #EVERY} that of all the others
 * @param python path of the submitter's Python; null when not told
 * @param secrets values of secrets by the name of the job and by the name of the secret
 */
record Envelope(
    @Nullable String idempotencyKey,
    Map<String, String> workdirs,
    @Nullable String python,
    Map<String, Map<String, String>> secrets) {
  /** Stands for all jobs that are not named. */
  static final String EVERY = "";

  Envelope {
    workdirs = Collections.unmodifiableMap(new LinkedHashMap<>(workdirs));
  }

  /** The digest of the working directory that was uploaded for a job; null without one. */
  @Nullable String workdir(JobSpec spec) {
    String own = workdirs.get(spec.name());
    return own == null ? workdirs.get(EVERY) : own;
  }

  /** The values that were sent for a job's secrets. */
  Map<String, String> secrets(JobSpec spec) {
    return secrets.getOrDefault(spec.name(), Map.of());
  }

  /** Values are nobody's to read. */
  @Override
  public String toString() {
    return "Envelope[key=%s, workdirs=%s]".formatted(idempotencyKey, workdirs);
  }
}
