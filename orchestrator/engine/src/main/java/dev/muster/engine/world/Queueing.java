package dev.muster.engine.world;

import dev.muster.spi.ProviderId;
import java.util.Comparator;

/** The orders in which the world keeps things. */
public final class Queueing {
  /** By priority, the highest first, then by age, and by id where two are equally old. */
  public static final Comparator<Job> IN_LINE =
      Comparator.comparingInt(Queueing::priority)
          .reversed()
          .thenComparing((Job job) -> job.submission().at())
          .thenComparing(Job::id);

  static final Comparator<ProviderId> BY_NAME = Comparator.comparing(ProviderId::value);

  private Queueing() {}

  private static int priority(Job job) {
    return job.spec().timing().priority();
  }
}
