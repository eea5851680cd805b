package dev.muster.engine.world;

import dev.muster.model.JobId;
import java.util.List;

/**
 * Several jobs that were submitted together under an Idempotency-Key; submitted again, they are
 * these.
 *
 * @param key the caller's key
 * @param digest of all that was submitted: equal digests are equal requests
 * @param jobs which jobs they are, in the order of the request
 */
public record RequestKey(String key, String digest, List<JobId> jobs) {
  public RequestKey {
    jobs = List.copyOf(jobs);
  }
}
