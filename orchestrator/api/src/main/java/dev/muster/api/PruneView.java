package dev.muster.api;

import java.util.List;

/**
 * What pruning gave back, or would give back.
 *
 * @param items what was removed, or would be
 * @param bytes their sizes added up
 * @param dryRun whether nothing was removed
 */
public record PruneView(List<PrunedView> items, long bytes, boolean dryRun) {
  public PruneView {
    items = List.copyOf(items);
  }
}
