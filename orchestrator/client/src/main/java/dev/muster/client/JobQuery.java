package dev.muster.client;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; null does not filter.
 *
 * @param project their project
 * @param state their state's word
 * @param limit jobs per page; null for the server's default
 * @param cursor {@code next} of the page before; null for the first page
 */
public record JobQuery(
    @Nullable String project,
    @Nullable String state,
    @Nullable Integer limit,
    @Nullable String cursor) {
  /** The first page of all jobs. */
  public static JobQuery all() {
    return new JobQuery(null, null, null, null);
  }
}
