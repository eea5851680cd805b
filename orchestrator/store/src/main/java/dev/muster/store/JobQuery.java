package dev.muster.store;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs, newest first.
 *
 * @param project only of this project; null for all
 * @param states only in these states, by their words; empty for all
 * @param labels only with these labels; empty for all
 * @param cursor where the page before ended; null for the first
 * @param limit how many at most, up to {@value #LIMIT_MAX}
 */
public record JobQuery(
    @Nullable String project,
    Set<String> states,
    Map<String, String> labels,
    @Nullable String cursor,
    int limit) {
  /** Jobs on one page. */
  public static final int LIMIT_MAX = 500;

  public JobQuery {
    states = Set.copyOf(states);
    labels = Map.copyOf(labels);
    Limits.require("limit", limit, 1, LIMIT_MAX);
  }

  /** Jobs whatever their labels. */
  public JobQuery(
      @Nullable String project, Set<String> states, @Nullable String cursor, int limit) {
    this(project, states, Map.of(), cursor, limit);
  }

  /** The newest jobs of all projects. */
  public static JobQuery newest(int limit) {
    return new JobQuery(null, Set.of(), null, limit);
  }
}
