package dev.muster.planner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a gang once its nodes are granted and have said hello.
 *
 * @param attempt number of the attempt, from 1
 * @param epoch fencing token of the attempt
 * @param nodeHosts addresses of the nodes, by node rank
 * @param masterAddress where the ranks meet: the node of rank 0
 * @param masterPort a port that was free there
 * @param devices accelerators granted on each node, by node rank; empty lists without any
 * @param resumeFrom folder of the checkpoint to take up from; null for a fresh start
 */
public record Gang(
    int attempt,
    long epoch,
    List<String> nodeHosts,
    String masterAddress,
    int masterPort,
    List<List<String>> devices,
    @Nullable String resumeFrom) {
  public Gang {
    nodeHosts = List.copyOf(nodeHosts);
    devices = devices.stream().map(List::copyOf).toList();
    if (nodeHosts.size() != devices.size()) {
      throw new IllegalArgumentException(
          "gang: devices of %d nodes (expected: %d, one list per host)"
              .formatted(devices.size(), nodeHosts.size()));
    }
  }
}
