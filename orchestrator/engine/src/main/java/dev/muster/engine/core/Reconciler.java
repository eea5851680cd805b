package dev.muster.engine.core;

import dev.muster.engine.port.Effect;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.World;
import dev.muster.model.run.JobState;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is wanted of every claim with what was last observed, and derives the call that
 * closes the gap. Level-triggered: a lost answer or a crash is just another round. One call per
 * claim is under way at a time; how soon the next may follow depends on the last answer, and on how
 * often it was none.
 */
final class Reconciler {
  private static final Duration UNKNOWN_MIN = Duration.ofMillis(500);
  private static final Duration UNKNOWN_MAX = Duration.ofSeconds(30);
  private static final Duration PENDING = Duration.ofSeconds(1);
  private static final Duration GRANTED = Duration.ofSeconds(5);

  /** While a gang is being stopped: a node that is lost must not hold it up. */
  private static final Duration GRANTED_WORRIED = Duration.ofSeconds(1);

  private static final Duration RELEASING = Duration.ofMillis(250);

  /**
   * The last call about a claim.
   *
   * @param answered when it was answered; null while it is under way
   * @param pause how long after that another may go out
   * @param unknowns how many answers in a row were none
   * @param wanted whether the claim was wanted then; a change of mind does not wait
   */
  private record Pace(@Nullable Instant answered, Duration pause, int unknowns, boolean wanted) {}

  private final Map<ClaimId, Pace> paces = new HashMap<>();

  /** The calls that are due; they are under way from now on. */
  List<Effect> due(World world, Instant now) {
    List<Effect> due = new ArrayList<>();
    for (Claim claim : world.claims()) {
      Pace pace = paces.get(claim.id());
      if (pace == null || due(pace, claim, worried(world, claim), now)) {
        due.add(next(claim));
        int unknowns = pace == null ? 0 : pace.unknowns();
        paces.put(claim.id(), new Pace(null, Duration.ZERO, unknowns, claim.wanted()));
      }
    }
    paces.keySet().removeIf(id -> world.claim(id) == null);
    return due;
  }

  private static boolean due(Pace pace, Claim claim, boolean worried, Instant now) {
    Instant answered = pace.answered();
    if (answered == null) {
      return false;
    }
    Duration pause = worried ? GRANTED_WORRIED : pace.pause();
    return !now.isBefore(answered.plus(pause)) || pace.wanted() != claim.wanted();
  }

  private static boolean worried(World world, Claim claim) {
    Job job = world.job(claim.job());
    return claim.wanted()
        && claim.observed() instanceof ClaimState.Granted
        && job != null
        && job.state() instanceof JobState.Draining;
  }

  /** Notes that the call under way about a claim was answered. */
  void answered(ClaimId claim, ClaimState state, Instant now) {
    Pace former = paces.get(claim);
    if (former == null) {
      return;
    }
    int unknowns = state instanceof ClaimState.Unknown ? former.unknowns() + 1 : 0;
    paces.put(claim, new Pace(now, pause(state, unknowns), unknowns, former.wanted()));
  }

  private static Duration pause(ClaimState state, int unknowns) {
    return switch (state) {
      case ClaimState.Requested r -> PENDING;
      case ClaimState.Pending p -> PENDING;
      case ClaimState.Granted g -> GRANTED;
      case ClaimState.Releasing r -> RELEASING;
      case ClaimState.Unknown u -> longer(backoff(unknowns), u.fault().retryAfter());
      case ClaimState.Denied d -> Duration.ZERO;
      case ClaimState.Released r -> Duration.ZERO;
      case ClaimState.Vanished v -> UNKNOWN_MIN;
    };
  }

  private static Duration longer(Duration ours, @Nullable Duration asked) {
    return asked == null || asked.compareTo(ours) < 0 ? ours : asked;
  }

  private static Duration backoff(int unknowns) {
    Duration doubled = UNKNOWN_MIN.multipliedBy(1L << Math.min(unknowns - 1, 10));
    return doubled.compareTo(UNKNOWN_MAX) < 0 ? doubled : UNKNOWN_MAX;
  }

  private static Effect next(Claim claim) {
    return claim.wanted() ? towardsGrant(claim) : towardsRelease(claim);
  }

  private static Effect towardsGrant(Claim claim) {
    return claim.observed() == null
        ? new Effect.RequestClaim(claim)
        : new Effect.ObserveClaim(claim);
  }

  private static Effect towardsRelease(Claim claim) {
    return claim.observed() instanceof ClaimState.Releasing
        ? new Effect.ObserveClaim(claim)
        : new Effect.ReleaseClaim(claim);
  }
}
