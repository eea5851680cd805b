package dev.muster.model.spec;

import dev.muster.spi.Accelerator;
import dev.muster.spi.NodeSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gang needs, together or not at all; all but {@code nodes} is per node.
 *
 * @param nodes number of nodes, at least 1
 * @param ranksPerNode processes on each node: the accelerators, or N of {@code cpu:N}, or 1
 * @param accelerator real accelerators; null for {@code cpu:N} and {@code none}
 * @param cores processor cores that a node counts
 * @param memoryBytes main memory that a node counts; 0 when not told
 * @param diskBytes disk that a node counts; 0 when not told
 * @param ports ports that ranks listen on; a node has them for itself
 */
public record Resources(
    int nodes,
    int ranksPerNode,
    @Nullable Accelerator accelerator,
    int cores,
    long memoryBytes,
    long diskBytes,
    List<Integer> ports) {
  public Resources {
    if (nodes < 1 || ranksPerNode < 1) {
      throw new IllegalArgumentException(
          "resources: %d nodes with %d ranks (expected: >= 1)".formatted(nodes, ranksPerNode));
    }
    ports = List.copyOf(ports);
  }

  /** Resources without disk and ports. */
  public Resources(
      int nodes, int ranksPerNode, @Nullable Accelerator accelerator, int cores, long memoryBytes) {
    this(nodes, ranksPerNode, accelerator, cores, memoryBytes, 0, List.of());
  }

  /** The size of one node, as a provider understands it. */
  public NodeSize node() {
    return new NodeSize(cores, memoryBytes, diskBytes, accelerator, ports);
  }
}
