package dev.muster.server.jobs;

import dev.muster.model.JobId;
import dev.muster.model.spec.JobSpec;
import java.util.Map;

/**
 * Where the values of secrets are kept while a job is unfinished. They are put there before the job
 * is taken, so that it never runs without them.
 */
public interface SecretShelf {

  /**
   * What keeps a job from having its secrets: JSON pointers of the manifest to sentences; empty
   * when all of them can be had.
   *
   * @param sent the values that came with the manifest, by the name of the secret
   */
  Map<String, String> missing(JobSpec spec, Map<String, String> sent);

  /** Keeps the values for a job that is about to be taken, once none is missing. */
  void keep(JobId job, JobSpec spec, Map<String, String> sent);

  /** Forgets the values of a job that was not taken after all. */
  void forget(JobId job);
}
