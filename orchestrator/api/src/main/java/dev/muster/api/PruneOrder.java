package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * What to prune besides leftovers.
 *
 * @param finishedBefore folders of jobs that ended longer ago than this, such as {@code 7d}; null
 *     for none
 */
public record PruneOrder(@Nullable String finishedBefore) {}
