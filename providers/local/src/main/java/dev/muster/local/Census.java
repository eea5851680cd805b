package dev.muster.local;

import dev.muster.local.gateway.NodeProcess;
import dev.muster.spi.Fault;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who lives on this machine, and whose it is: a node exists as long as any of its processes does.
 *
 * @param agents where processes are found
 */
record Census(Agents agents) {
  private static final String KIND = "node";

  /** The living nodes of an owner; not complete when some node does not say whose it is. */
  Owned of(OwnerTag owner) throws IOException {
    List<OwnedResource> items = new ArrayList<>();
    List<Fault> problems = new ArrayList<>();
    for (String node : nodes(agents.all())) {
      try {
        tag(node)
            .filter(tag -> tag.owner().equals(owner))
            .map(tag -> new OwnedResource(KIND, node, tag.claim(), tag.createdAt(), false))
            .ifPresent(items::add);
      } catch (IOException cause) {
        problems.add(LocalFaults.unreadable(cause));
      }
    }
    return new Owned(items, problems.isEmpty(), problems);
  }

  /**
   * Ends every process of a node, if it still is what it was taken for. The guard goes last: it
   * ends by itself once it has ended what only it knows.
   */
  void destroy(OwnedResource resource, Precondition still) throws IOException {
    List<NodeProcess> all = agents.all();
    if (nodes(all).contains(resource.id()) && holds(still, tag(resource.id()))) {
      kill(all.stream().filter(process -> process.node().equals(resource.id())).toList());
    }
  }

  private void kill(List<NodeProcess> processes) {
    boolean onlyGuards = processes.stream().allMatch(NodeProcess::guard);
    processes.stream().filter(process -> onlyGuards || !process.guard()).forEach(agents::kill);
  }

  private static boolean holds(Precondition still, Optional<NodeHome.Tag> tag) {
    return tag.isPresent()
        && tag.get().owner().equals(still.owner())
        && tag.get().createdAt().isBefore(still.createdBefore());
  }

  private Optional<NodeHome.Tag> tag(String node) throws IOException {
    Optional<NodeHome.Tag> tag = NodeHome.readTag(agents.nodes().resolve(node));
    if (tag.isEmpty()) {
      throw new IOException("node %s lives, but does not say whose it is".formatted(node));
    }
    return tag;
  }

  private static Set<String> nodes(List<NodeProcess> processes) {
    return processes.stream()
        .map(NodeProcess::node)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
