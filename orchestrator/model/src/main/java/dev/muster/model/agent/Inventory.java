package dev.muster.model.agent;

import java.util.List;

/**
 * What a node turned out to be.
 *
 * @param host its name
 * @param cores processor cores
 * @param memoryBytes main memory
 * @param accelerators one line per device: index, name, memory
 */
public record Inventory(String host, int cores, long memoryBytes, List<String> accelerators) {
  public Inventory {
    accelerators = List.copyOf(accelerators);
  }
}
