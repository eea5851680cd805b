package dev.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; null does not filter.
 *
 * @param project their project
 * @param state their state's word
 * @param limit jobs per page; null for the server's default
 * @param cursor {@code next} of the page before; null for the first page
 * @param labels {@code KEY=VALUE} that all of them have
 */
public record JobQuery(
    @Nullable String project,
    @Nullable String state,
    @Nullable Integer limit,
    @Nullable String cursor,
    List<String> labels) {
  public JobQuery {
    labels = List.copyOf(labels);
  }

  /** Without labels. */
  public JobQuery(
      @Nullable String project,
      @Nullable String state,
      @Nullable Integer limit,
      @Nullable String cursor) {
    this(project, state, limit, cursor, List.of());
  }

  /** The first page of all jobs. */
  public static JobQuery all() {
    return new JobQuery(null, null, null, null);
  }
}
