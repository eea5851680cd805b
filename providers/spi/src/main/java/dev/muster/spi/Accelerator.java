package dev.muster.spi;

/**
 * Accelerators of one kind on one node.
 *
 * @param type the provider-neutral name, for example {@code H100}
 * @param count how many of them a node has or needs, at least 1
 */
public record Accelerator(String type, int count) {
  public Accelerator {
    if (count < 1) {
      throw new IllegalArgumentException("accelerators: %d (expected: >= 1)".formatted(count));
    }
  }
}
