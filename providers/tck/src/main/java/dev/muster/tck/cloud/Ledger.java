package dev.muster.tck.cloud;

import dev.muster.spi.ClaimId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that ever existed in the simulated cloud, as the bill would show it: the truth that
 * tests hold against what callers believe.
 */
public final class Ledger {
  private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
  private final Map<ClaimId, Integer> most = new LinkedHashMap<>();

  /** Every node, in the order of birth. */
  public synchronized List<SimulatedNode> nodes() {
    return List.copyOf(nodes.values());
  }

  /** Every node of a claim, in the order of birth. */
  public List<SimulatedNode> nodes(ClaimId claim) {
    return nodes().stream().filter(node -> node.claim().equals(claim)).toList();
  }

  /** The nodes that exist now. */
  public List<SimulatedNode> alive() {
    return nodes().stream().filter(SimulatedNode::alive).toList();
  }

  /** The nodes of a claim that exist now. */
  public List<SimulatedNode> alive(ClaimId claim) {
    return nodes(claim).stream().filter(SimulatedNode::alive).toList();
  }

  /** The most nodes of a claim that ever existed at one moment. */
  public synchronized int mostAlive(ClaimId claim) {
    return most.getOrDefault(claim, 0);
  }

  synchronized void born(SimulatedNode node) {
    nodes.put(node.id(), node);
    most.merge(node.claim(), alive(node.claim()).size(), Integer::max);
  }

  synchronized void died(String id, Instant at) {
    nodes.computeIfPresent(id, (key, node) -> node.alive() ? node.dead(at) : node);
  }

  synchronized SimulatedNode node(String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }

  /** The number of nodes ever born; the source of their names. */
  synchronized int births() {
    return nodes.size();
  }
}
