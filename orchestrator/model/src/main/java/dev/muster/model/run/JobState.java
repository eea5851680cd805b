package dev.muster.model.run;

import dev.muster.spi.ClaimId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a job stands on its way; each state carries what is valid in it. */
public sealed interface JobState {
  /** When it came into this state. */
  Instant since();

  /** Waits for capacity; the reason is the explanation that admission returned. */
  record Queued(Instant since, Explanation reason) implements JobState {}

  /** Capacity is charged and the claim is journaled; it may not have been sent yet. */
  record Admitted(Instant since, ClaimId claim) implements JobState {}

  /** The provider builds the nodes. */
  record Provisioning(Instant since, ClaimId claim) implements JobState {}

  /** The nodes exist; their agents join and prepare. */
  record Starting(Instant since, ClaimId claim) implements JobState {}

  /** All ranks were told to run. */
  record Running(Instant since, ClaimId claim) implements JobState {}

  /**
   * Its gang is being stopped.
   *
   * @param ending how the attempt ends
   * @param then what comes after
   * @param manner how much time the ranks get
   * @param askedAtStep the step that the ranks had come to when they were asked for a checkpoint;
   *     null when they were not asked, or nobody knew
   */
  record Draining(
      Instant since,
      ClaimId claim,
      Ending ending,
      Then then,
      StopManner manner,
      @Nullable Long askedAtStep)
      implements JobState {
    /** A gang that nobody has asked for a checkpoint. */
    public Draining(Instant since, ClaimId claim, Ending ending, Then then, StopManner manner) {
      this(since, claim, ending, then, manner, null);
    }
  }

  /** It holds no capacity, and goes on from its newest checkpoint when it is told to. */
  record Suspended(Instant since) implements JobState {}

  /** It has ended; its history stays. */
  record Finished(Instant since, Ending ending) implements JobState {}

  /** The lower-case word for people and scripts. */
  default String word() {
    return switch (this) {
      case Queued q -> "queued";
      case Admitted a -> "admitted";
      case Provisioning p -> "provisioning";
      case Starting s -> "starting";
      case Running r -> "running";
      case Draining d -> "draining";
      case Suspended s -> "suspended";
      case Finished f ->
          switch (f.ending().outcome()) {
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case STOPPED -> throw new IllegalStateException("a job that ended as stopped");
          };
    };
  }
}
