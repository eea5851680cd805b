package dev.muster.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The size of a node: what a job needs of one, or what a machine has to give.
 *
 * @param cores processor cores
 * @param memoryBytes main memory in bytes; 0 when a job does not say
 * @param diskBytes local disk in bytes; 0 when a job does not say, or nobody knows
 * @param accelerator accelerators, or null without any
 * @param ports ports that a job needs for itself; none of a machine, which has them all
 */
public record NodeSize(
    int cores,
    long memoryBytes,
    long diskBytes,
    @Nullable Accelerator accelerator,
    List<Integer> ports) {
  public NodeSize {
    if (cores < 0 || memoryBytes < 0 || diskBytes < 0) {
      throw new IllegalArgumentException(
          "node size: %d cores, %d bytes, %d bytes of disk (expected: >= 0)"
              .formatted(cores, memoryBytes, diskBytes));
    }
    ports = List.copyOf(ports);
  }

  /** A size that counts no disk and no ports. */
  public NodeSize(int cores, long memoryBytes, @Nullable Accelerator accelerator) {
    this(cores, memoryBytes, 0, accelerator, List.of());
  }

  /** The number of accelerators, 0 without any. */
  public int accelerators() {
    return accelerator == null ? 0 : accelerator.count();
  }
}
