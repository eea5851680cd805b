package dev.muster.engine.world;

import dev.muster.spi.ProviderId;
import java.util.Comparator;

/** The orders in which the world keeps things. */
final class Queueing {
  /** By age, and by id where two are equally old. */
  static final Comparator<Job> OLDEST_FIRST =
      Comparator.comparing((Job job) -> job.submission().at()).thenComparing(Job::id);

  static final Comparator<ProviderId> BY_NAME = Comparator.comparing(ProviderId::value);

  private Queueing() {}
}
