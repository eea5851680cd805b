package dev.muster.testkit.sim;

import dev.muster.spi.ClaimId;
import dev.muster.tck.cloud.SimulatedCloud;
import dev.muster.tck.cloud.SimulatedNode;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machines: starts an agent on every node that comes to be, and ends it with its node. */
final class Cluster {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration BOOT = Duration.ofSeconds(20);

  private final VirtualClock clock;
  private final Chance chance;
  private final SimulatedCloud cloud;
  private final Network network;
  private final SimulatedServer server;
  private final Map<String, @Nullable SimulatedAgent> agents = new LinkedHashMap<>();
  private final Map<ClaimId, Integer> firstFailed = new HashMap<>();

  Cluster(
      VirtualClock clock,
      Chance chance,
      SimulatedCloud cloud,
      Network network,
      SimulatedServer server) {
    this.clock = clock;
    this.chance = chance;
    this.cloud = cloud;
    this.network = network;
    this.server = server;
  }

  void start() {
    look();
  }

  VirtualClock clock() {
    return clock;
  }

  Chance chance() {
    return chance;
  }

  Network network() {
    return network;
  }

  SimulatedServer server() {
    return server;
  }

  /** The agents that live. */
  Collection<SimulatedAgent> agents() {
    return agents.values().stream().filter(a -> a != null && a.alive()).toList();
  }

  /** The rank that failed first on a claim; null while none has. */
  @Nullable Integer firstFailed(ClaimId claim) {
    return firstFailed.get(claim);
  }

  /** A rank has failed by itself; its peers follow. */
  void failed(ClaimId claim, long epoch, int rank) {
    if (firstFailed.putIfAbsent(claim, rank) == null) {
      agents().stream().filter(a -> a.claim().equals(claim)).forEach(a -> a.peerFailed(epoch));
    }
  }

  private void look() {
    for (SimulatedNode node : cloud.ledger().nodes()) {
      if (node.alive() && !agents.containsKey(node.id())) {
        agents.put(node.id(), null);
        clock.after(chance.upTo(BOOT), () -> boot(node.id()));
      }
      SimulatedAgent agent = agents.get(node.id());
      if (!node.alive() && agent != null) {
        agent.die();
      }
    }
    clock.after(LOOK, this::look);
  }

  private void boot(String id) {
    cloud.ledger().alive().stream()
        .filter(node -> node.id().equals(id))
        .forEach(node -> agents.put(id, new SimulatedAgent(this, node.claim(), node.index(), id)));
  }
}
