package dev.muster.server.agents;

import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.Census;
import java.util.Optional;

/**
 * What a node's agent delivers belongs to.
 *
 * @param job the job
 * @param attempt number of the attempt
 * @param node the node rank
 */
record Delivery(Job job, int attempt, int node) {
  /** The attempt of an epoch; empty when the claim is over or never had that epoch. */
  static Optional<Delivery> of(Census census, AgentIdentity agent, long epoch) {
    return census
        .owner(agent.claim())
        .flatMap(job -> attempt(job, epoch).map(n -> new Delivery(job, n, agent.node())));
  }

  /** Whether a rank is one of this node's, and the one by which its process is known. */
  boolean has(int rank) {
    int perNode = job.spec().resources().ranksPerNode();
    return rank >= 0
        && rank / perNode == node
        && rank < job.spec().worldSize()
        && job.spec().processOf(rank) == rank;
  }

  private static Optional<Integer> attempt(Job job, long epoch) {
    return job.attempts().stream()
        .filter(attempt -> attempt.epoch() == epoch)
        .map(Attempt::number)
        .findFirst();
  }
}
