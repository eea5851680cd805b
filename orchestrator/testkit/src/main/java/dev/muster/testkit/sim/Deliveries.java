package dev.muster.testkit.sim;

import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What agents have delivered, as it lies on the server's disk; and what only we know of them. */
final class Deliveries {
  private record Attempted(JobId job, int attempt) {}

  private record Place(ClaimId claim, int node) {}

  private final Map<String, Long> taken = new HashMap<>();
  private final Map<Attempted, Long> steps = new HashMap<>();
  private final Map<Attempted, Long> concluded = new HashMap<>();
  private final Map<Place, Instant> heard = new HashMap<>();

  /** Up to where everything of an agent's progress was taken. */
  long taken(String instance) {
    return taken.getOrDefault(instance, 0L);
  }

  void take(String instance, long offset) {
    taken.merge(instance, offset, Math::max);
  }

  /** The highest step of an attempt; 0 before the first. */
  long step(JobId job, int attempt) {
    return steps.getOrDefault(new Attempted(job, attempt), 0L);
  }

  void reached(JobId job, int attempt, long step) {
    steps.merge(new Attempted(job, attempt), step, Math::max);
  }

  /** The step that was known when the first rank of an attempt was told to have ended. */
  long concluded(JobId job, int attempt) {
    return concluded.getOrDefault(new Attempted(job, attempt), 0L);
  }

  void conclude(JobId job, int attempt) {
    concluded.putIfAbsent(new Attempted(job, attempt), step(job, attempt));
  }

  /** When a node's agent was last heard; the beginning of time for one that never was. */
  Instant heard(ClaimId claim, int node) {
    return heard.getOrDefault(new Place(claim, node), Instant.MIN);
  }

  void hear(ClaimId claim, int node, Instant at) {
    heard.put(new Place(claim, node), at);
  }
}
