package dev.muster.engine.port;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import java.time.Instant;
import java.util.List;

/**
 * What one input changed: whole rows in their new form, and the history it adds.
 *
 * @param at the engine's time of the step
 * @param jobs changed jobs
 * @param claims changed claims
 * @param workers changed workers
 * @param checkpoints new and changed checkpoints
 * @param keys Idempotency-Keys of orders that were accepted
 * @param requests Idempotency-Keys of requests for several jobs that were accepted
 * @param deleted jobs of which no row is to stay
 * @param events additions to the history, in order
 */
public record Commit(
    Instant at,
    List<Job> jobs,
    List<Claim> claims,
    List<Worker> workers,
    List<Checkpoint> checkpoints,
    List<OrderKey> keys,
    List<RequestKey> requests,
    List<JobId> deleted,
    List<Event> events) {
  public Commit {
    jobs = List.copyOf(jobs);
    claims = List.copyOf(claims);
    workers = List.copyOf(workers);
    checkpoints = List.copyOf(checkpoints);
    keys = List.copyOf(keys);
    requests = List.copyOf(requests);
    deleted = List.copyOf(deleted);
    events = List.copyOf(events);
  }

  /** Changes that delete nothing and are of no request for several jobs. */
  public Commit(
      Instant at,
      List<Job> jobs,
      List<Claim> claims,
      List<Worker> workers,
      List<Checkpoint> checkpoints,
      List<OrderKey> keys,
      List<Event> events) {
    this(at, jobs, claims, workers, checkpoints, keys, List.of(), List.of(), events);
  }

  /** Whether nothing has changed. */
  public boolean empty() {
    return jobs.isEmpty()
        && claims.isEmpty()
        && events.isEmpty()
        && keys.isEmpty()
        && requests.isEmpty()
        && deleted.isEmpty();
  }
}
