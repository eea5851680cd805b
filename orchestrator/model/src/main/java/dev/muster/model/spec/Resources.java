package dev.muster.model.spec;

import dev.muster.spi.Accelerator;
import dev.muster.spi.NodeSize;
import org.jspecify.annotations.Nullable;

/**
 * What the gang needs, together or not at all; all but {@code nodes} is per node.
 *
 * @param nodes number of nodes, at least 1
 * @param ranksPerNode processes on each node: the accelerators, or N of {@code cpu:N}, or 1
 * @param accelerator real accelerators; null for {@code cpu:N} and {@code none}
 * @param cores processor cores that a node counts
 * @param memoryBytes main memory that a node counts; 0 when not told
 */
public record Resources(
    int nodes, int ranksPerNode, @Nullable Accelerator accelerator, int cores, long memoryBytes) {
  public Resources {
    if (nodes < 1 || ranksPerNode < 1) {
      throw new IllegalArgumentException(
          "resources: %d nodes with %d ranks (expected: >= 1)".formatted(nodes, ranksPerNode));
    }
  }

  /** The size of one node, as a provider understands it. */
  public NodeSize node() {
    return new NodeSize(cores, memoryBytes, accelerator);
  }
}
