package dev.muster.engine.world;

import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Then;
import dev.muster.model.spec.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a job will have taken too long, if nothing changes before.
 *
 * @param at when
 * @param limit which of its deadlines that is
 */
public record Expiry(Instant at, Limit limit) {

  /** The deadlines that a manifest can set. */
  public enum Limit {
    START,
    RUN,
    FINISH_BY
  }

  /** The next one of a job; null for one without, and for one that has ended or is ending. */
  public static @Nullable Expiry of(Job job) {
    if (job.spec().timing().deadlines().equals(Deadlines.NONE) || ending(job)) {
      return null;
    }
    return all(job).stream().min(Comparator.comparing(Expiry::at)).orElse(null);
  }

  private static boolean ending(Job job) {
    return job.finished()
        || (job.state() instanceof JobState.Draining draining && draining.then() == Then.FINISH);
  }

  private static List<Expiry> all(Job job) {
    Deadlines deadlines = job.spec().timing().deadlines();
    List<Expiry> all = new ArrayList<>();
    Duration start = deadlines.start();
    if (start != null && job.attempts().stream().allMatch(a -> a.runningAt() == null)) {
      all.add(new Expiry(job.submission().at().plus(start), Limit.START));
    }
    Instant ran = deadlines.run() == null ? null : ran(job, deadlines.run());
    if (ran != null) {
      all.add(new Expiry(ran, Limit.RUN));
    }
    if (deadlines.finishBy() != null) {
      all.add(new Expiry(deadlines.finishBy(), Limit.FINISH_BY));
    }
    return all;
  }

  /** When its ranks will have run for so long, all attempts together; null while none runs. */
  private static @Nullable Instant ran(Job job, Duration allowed) {
    Duration left = allowed;
    for (Attempt attempt : job.attempts()) {
      Instant from = attempt.runningAt();
      if (from != null && attempt.endedAt() == null) {
        return from.plus(left);
      }
      if (from != null) {
        left = left.minus(Duration.between(from, attempt.endedAt()));
      }
    }
    return left.isPositive() ? null : job.state().since();
  }
}
