package dev.muster.engine.port;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import java.util.List;

/**
 * What a restarted engine reads: every job that is unfinished or has a claim that is not closed,
 * with its claims and workers, and its live checkpoints.
 */
public record Rows(
    List<Job> jobs, List<Claim> claims, List<Worker> workers, List<Checkpoint> checkpoints) {
  public Rows {
    checkpoints = List.copyOf(checkpoints);
    jobs = List.copyOf(jobs);
    claims = List.copyOf(claims);
    workers = List.copyOf(workers);
  }
}
