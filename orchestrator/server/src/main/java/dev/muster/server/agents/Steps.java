package dev.muster.server.agents;

import dev.muster.engine.input.Input;
import dev.muster.model.JobId;
import dev.muster.server.live.VitalsBoard;
import dev.muster.server.web.Orders;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine how far an attempt has come: at its first step, then now and then, and for the
 * last time before it hears that ranks have ended. A step that was told is not told again.
 */
@Singleton
final class Steps {
  /** How long a further step may stay untold while the ranks run. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** Jobs kept in memory; one that was forgotten is told once more, which changes nothing. */
  private static final int JOBS_MAX = 10_000;

  private record Told(int attempt, long step, long atNanos) {}

  private final Orders orders;
  private final VitalsBoard vitals;
  private final Map<JobId, Told> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Told> eldest) {
          return size() > JOBS_MAX;
        }
      };

  Steps(Orders orders, VitalsBoard vitals) {
    this.orders = orders;
    this.vitals = vitals;
  }

  /** Ranks may have come further. */
  void advanced(JobId job, int attempt) {
    tell(job, attempt, PAUSE);
  }

  /** Ranks have ended: what they had reached is told first. */
  void concluded(JobId job, int attempt) {
    tell(job, attempt, Duration.ZERO);
  }

  private void tell(JobId job, int attempt, Duration pause) {
    Long step = vitals.of(job, attempt).step();
    long now = System.nanoTime();
    if (step != null && due(known(job), attempt, step, now - pause.toNanos())) {
      orders.give(new Input.StepReached(job, attempt, step));
      remember(job, new Told(attempt, step, now));
    }
  }

  private static boolean due(@Nullable Told former, int attempt, long step, long beforeNanos) {
    if (former == null || former.attempt() < attempt) {
      return true;
    }
    return former.attempt() == attempt
        && former.step() < step
        && former.atNanos() - beforeNanos <= 0;
  }

  private @Nullable Told known(JobId job) {
    synchronized (told) {
      return told.get(job);
    }
  }

  private void remember(JobId job, Told now) {
    synchronized (told) {
      told.put(job, now);
    }
  }
}
