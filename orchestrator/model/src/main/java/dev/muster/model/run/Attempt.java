package dev.muster.model.run;

import dev.muster.spi.ClaimId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of the whole gang.
 *
 * @param number from 1
 * @param epoch fencing token, strictly increasing per job; every message of its workers carries it
 * @param claim the capacity it runs on
 * @param startedAt when the capacity was granted
 * @param runningAt when the ranks were told to run; null before
 * @param endedAt when its last process had ended; null while it lives
 * @param ending how it ended; null while it lives
 * @param resumed the checkpoint it took up from; null when it started fresh, or has not started
 */
public record Attempt(
    int number,
    long epoch,
    ClaimId claim,
    Instant startedAt,
    @Nullable Instant runningAt,
    @Nullable Instant endedAt,
    @Nullable Ending ending,
    @Nullable Resumption resumed) {

  /** A new attempt. */
  public static Attempt starting(int number, long epoch, ClaimId claim, Instant at) {
    return new Attempt(number, epoch, claim, at, null, null, null, null);
  }

  /** This attempt, its ranks told to run from a checkpoint, or fresh. */
  public Attempt running(Instant at, @Nullable Resumption from) {
    return new Attempt(number, epoch, claim, startedAt, at, endedAt, ending, from);
  }

  /** This attempt, over. */
  public Attempt ended(Instant at, Ending how) {
    return new Attempt(number, epoch, claim, startedAt, runningAt, at, how, resumed);
  }
}
