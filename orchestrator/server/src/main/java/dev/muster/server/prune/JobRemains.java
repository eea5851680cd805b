package dev.muster.server.prune;

import dev.muster.model.JobId;
import dev.muster.server.home.DataDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of jobs of which no row is left. */
@Singleton
public final class JobRemains {
  private static final Logger log = LoggerFactory.getLogger(JobRemains.class);

  private final DataDirectory home;

  JobRemains(DataDirectory home) {
    this.home = home;
  }

  /** Removes them; what cannot be removed is found by the next pruning. */
  public void remove(JobId job) {
    Path folder = home.job(job).root();
    try {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Trees.remove(folder);
      }
    } catch (IOException e) {
      log.warn("job={} left={} cause={}", job, folder, e.toString());
    }
  }
}
