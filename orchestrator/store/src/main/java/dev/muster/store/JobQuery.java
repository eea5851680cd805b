package dev.muster.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs, newest first.
 *
 * @param project only of this project; null for all
 * @param states only in these states, by their words; empty for all
 * @param cursor where the page before ended; null for the first
 * @param limit how many at most, up to {@value #LIMIT_MAX}
 */
public record JobQuery(
    @Nullable String project, Set<String> states, @Nullable String cursor, int limit) {
  /** Jobs on one page. */
  public static final int LIMIT_MAX = 500;

  public JobQuery {
    states = Set.copyOf(states);
    Limits.require("limit", limit, 1, LIMIT_MAX);
  }

  /** The newest jobs of all projects. */
  public static JobQuery newest(int limit) {
    return new JobQuery(null, Set.of(), null, limit);
  }
}
