package dev.muster.store;

import dev.muster.engine.world.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of jobs.
 *
 * @param jobs newest first
 * @param next the cursor of the following page; null after the last
 */
public record JobPage(List<Job> jobs, @Nullable String next) {
  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
