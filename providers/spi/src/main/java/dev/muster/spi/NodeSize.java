package dev.muster.spi;

import org.jspecify.annotations.Nullable;

/**
 * The size of a node: what a job needs of one, or what a machine has to give.
 *
 * @param cores processor cores
 * @param memoryBytes main memory in bytes; 0 when a job does not say
 * @param accelerator accelerators, or null without any
 */
public record NodeSize(int cores, long memoryBytes, @Nullable Accelerator accelerator) {
  public NodeSize {
    if (cores < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "node size: %d cores, %d bytes (expected: >= 0)".formatted(cores, memoryBytes));
    }
  }

  /** The number of accelerators, 0 without any. */
  public int accelerators() {
    return accelerator == null ? 0 : accelerator.count();
  }
}
