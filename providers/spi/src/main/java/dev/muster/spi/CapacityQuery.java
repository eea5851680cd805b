package dev.muster.spi;

/**
 * A question: who could give this?
 *
 * @param nodes number of nodes, all or nothing
 * @param node what each of them needs
 */
public record CapacityQuery(int nodes, NodeSize node) {
  public CapacityQuery {
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes: %d (expected: >= 1)".formatted(nodes));
    }
  }
}
