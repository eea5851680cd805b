package dev.muster.model.agent;

import java.util.List;

/**
 * What a node turned out to be.
 *
 * @param host its name
 * @param cores processor cores
 * @param memoryBytes main memory
 * @param diskBytes what is free where its folder lies; 0 when nobody knows
 * @param accelerators one line per device: index, name, memory
 */
public record Inventory(
    String host, int cores, long memoryBytes, long diskBytes, List<String> accelerators) {
  public Inventory {
    accelerators = List.copyOf(accelerators);
  }
}
