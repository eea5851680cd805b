package dev.muster.engine.port;

import dev.muster.model.JobId;
import dev.muster.spi.ProviderId;
import org.jspecify.annotations.Nullable;

/** Where nodes find a job's files. */
public interface Folders {
  /**
   * The job's folder where the provider's nodes share it with the server; null where they do not.
   */
  @Nullable String jobDirectory(JobId job, ProviderId provider);
}
