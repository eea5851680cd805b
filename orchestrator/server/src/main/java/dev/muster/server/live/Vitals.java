package dev.muster.server.live;

import dev.muster.model.spec.JobSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the ranks of one attempt last reported. */
public final class Vitals {
  private final SortedMap<Integer, RankVitals> ranks = new TreeMap<>();
  private final Map<String, Integer> leaders = new HashMap<>();

  /**
   * Takes over lines of a rank that came in at {@code arrival}. Lines that do not say when they
   * were written are timed together, by the last of them: what was spooled arrives in one burst.
   */
  synchronized void add(int rank, List<ProgressLine> lines, Instant arrival) {
    RankVitals vitals = ranks.getOrDefault(rank, RankVitals.NONE);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      vitals = vitals.plus(lines.get(i), last ? arrival : null);
    }
    ranks.put(rank, vitals);
  }

  /** Whether a rank speaks for the job in a metric: the lowest that has reported it so far does. */
  public synchronized boolean leads(int rank, String metric) {
    return leaders.merge(metric, rank, Math::min) == rank;
  }

  /** One rank's. */
  public synchronized RankVitals of(int rank) {
    return ranks.getOrDefault(rank, RankVitals.NONE);
  }

  /** The newest step of any rank; null before the first. */
  public synchronized @Nullable Long step() {
    return ranks.values().stream()
        .map(RankVitals::step)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }

  /**
   * The rank of a job that is behind all others; null when no single one is. One that has reported
   * nothing is furthest behind; ranks behind one process report together.
   */
  public synchronized @Nullable Integer slowest(JobSpec spec) {
    Integer slowest = null;
    long lowest = Long.MAX_VALUE;
    for (int rank = 0; rank < spec.worldSize(); rank += spec.ranksPerProcess()) {
      Long step = of(rank).step();
      long reached = step == null ? Long.MIN_VALUE : step;
      if (reached < lowest) {
        lowest = reached;
        slowest = rank;
      } else if (reached == lowest) {
        slowest = null;
      }
    }
    return slowest;
  }

  /** The loss of the lowest rank that reports one. */
  public @Nullable Double loss() {
    return ofLowest(RankVitals::loss);
  }

  /** The pace of the lowest rank that has one. */
  public @Nullable Pace pace() {
    return ofLowest(RankVitals::pace);
  }

  private synchronized <T> @Nullable T ofLowest(Function<RankVitals, @Nullable T> part) {
    Stream<T> parts = ranks.values().stream().map(part).filter(Objects::nonNull);
    return parts.findFirst().orElse(null);
  }
}
