package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * One rank of the newest attempt.
 *
 * @param rank global index
 * @param node node rank
 * @param state {@code pending, preparing, ready, running, stopping, succeeded, failed} or {@code
 *     stopped}
 * @param pid its process; null before it was started
 * @param exitCode its exit code; null while it runs or when a signal ended it
 * @param signal the signal that ended it; null otherwise
 * @param step newest step that it reported; null before
 * @param loss newest loss that it reported; null when it reports none
 * @param heartbeatAge seconds since its agent was last heard; null when it is not being listened to
 * @param mesh its place on every axis
 */
public record RankView(
    int rank,
    int node,
    String state,
    @Nullable Long pid,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    @Nullable Long step,
    @Nullable Double loss,
    @Nullable Double heartbeatAge,
    MeshView mesh) {}
