package dev.muster.testkit.sim;

import static dev.muster.testkit.sim.Simulation.require;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.spi.ClaimId;
import dev.muster.tck.cloud.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What really happened in a cluster, whatever was told of it. */
final class Truth {
  /** A node is given up after this much silence, in which the server was there to hear it. */
  private static final Duration SILENCE = Duration.ofSeconds(178);

  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final Duration JOIN = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final SimulatedCloud cloud;

  Truth(Cluster cluster, SimulatedCloud cloud) {
    this.cluster = cluster;
    this.cloud = cloud;
  }

  /** The highest step that a job has come to. */
  long reached(JobId job) {
    return cluster.reached(job);
  }

  /** How many checkpoints a job's manifest keeps. */
  int keep(JobId job) {
    return cluster.temper(job).keep();
  }

  /** Whether a checkpoint lies there as it was written, and nobody was mistaken about it. */
  boolean sound(Checkpoint checkpoint) {
    CheckpointDisk.Folder folder = cluster.disk().folder(checkpoint.path());
    return folder != null
        && folder.attempt == checkpoint.attempt()
        && folder.intact()
        && !folder.mistaken();
  }

  /** An attempt is said to have failed, and of this. */
  void check(Job job, Attempt attempt, Cause cause) {
    Training training = cluster.training(job.id(), attempt.epoch());
    Training.Root root = training == null ? null : training.root();
    boolean told = happened(job, attempt, cause, root);
    require(
        told,
        "%s attempt %d is said to have failed of %s; it was %s"
            .formatted(job.id(), attempt.number(), cause, root));
  }

  private boolean happened(Job job, Attempt attempt, Cause cause, Training.@Nullable Root root) {
    return switch (cause.code()) {
      case USER_EXIT, COMMAND_NOT_FOUND ->
          was(root, Training.Trouble.EXIT, cause)
              && cause.detail().contains("code " + Objects.requireNonNull(root).number())
              && stepsKnown(job, attempt);
      case RANK_CRASHED, RANK_SIGNALLED ->
          was(root, Training.Trouble.SIGNAL, cause) && stepsKnown(job, attempt);
      case OUT_OF_MEMORY -> was(root, Training.Trouble.MEMORY, cause) && stepsKnown(job, attempt);
      case RENDEZVOUS_PORT -> was(root, Training.Trouble.PORT, cause);
      case RULE_MET -> was(root, Training.Trouble.LINE, cause);
      case RANKS_HUNG -> root != null && root.trouble() == Training.Trouble.HANG;
      case SETUP_FAILED -> cluster.hasSetupFailed(job.id());
      case NODE_LOST, PREEMPTED -> lost(attempt.claim(), cause);
      case RENDEZVOUS_TIMEOUT -> awakeFor(JOIN);
      default -> false;
    };
  }

  private static boolean was(Training.@Nullable Root root, Training.Trouble trouble, Cause cause) {
    return root != null && root.trouble() == trouble && Objects.equals(root.rank(), cause.rank());
  }

  /** What was known of its steps when its ranks ended was told before that. */
  private boolean stepsKnown(Job job, Attempt attempt) {
    long known = cluster.server().deliveries().concluded(job.id(), attempt.number());
    return job.recoveries().bestStep() >= known;
  }

  private boolean lost(ClaimId claim, Cause cause) {
    if (cause.detail().startsWith("nothing heard")) {
      int node = Objects.requireNonNull(cause.node());
      Instant heard = cluster.server().deliveries().heard(claim, node);
      return cluster.server().awake(heard).compareTo(SILENCE) >= 0;
    }
    if (cause.detail().contains("did not end in time")) {
      return awakeFor(DRAIN);
    }
    return cloud.ledger().nodes(claim).stream().anyMatch(node -> !node.alive());
  }

  private boolean awakeFor(Duration time) {
    return cluster.server().awake(Instant.MIN).compareTo(time) >= 0;
  }
}
