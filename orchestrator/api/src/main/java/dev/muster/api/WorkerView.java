package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * One agent with its ranks.
 *
 * @param node node rank
 * @param phase {@code idle, preparing, ready, running, stopping, stopped} or {@code failed}
 * @param activity one line about the phase; null when there is nothing to tell
 * @param instance name of the agent process
 * @param epoch the epoch it works for
 * @param heartbeatAge seconds since it was last heard; null when it is not being listened to
 */
public record WorkerView(
    int node,
    String phase,
    @Nullable String activity,
    String instance,
    long epoch,
    @Nullable Double heartbeatAge) {}
