package dev.muster.tck.cloud;

import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.GrantedNode;
import dev.muster.tck.cloud.Machines.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cloud's own record of one claim. It is kept for good, so that a name is never used twice. */
final class SimulatedClaim {
  enum Phase {
    /** Only heard of: a call about it is under way. */
    AWAITED,
    BUILDING,
    GRANTED,
    ROLLING_BACK,
    DENIED,
    RELEASING,
    RELEASED
  }

  final ClaimId id;
  final Map<String, Seat> seats = new LinkedHashMap<>();
  final List<Seat> unborn = new ArrayList<>();
  Phase phase = Phase.AWAITED;
  @Nullable ClaimRequest request;
  @Nullable Fault denial;
  int breaksAt = Integer.MAX_VALUE;
  int onTheWay;
  Instant visibleAt = Instant.MIN;

  SimulatedClaim(ClaimId id) {
    this.id = id;
  }

  boolean is(Phase expected) {
    return phase == expected;
  }

  /** Whether a request asks for what was asked before under this name, if anything. */
  boolean agreesWith(ClaimRequest other) {
    return request == null
        || (request.owner().equals(other.owner())
            && request.flavor().equals(other.flavor())
            && request.nodes() == other.nodes()
            && request.node().equals(other.node()));
  }

  /** Where it stands, given its nodes that ever existed. */
  ClaimState state(List<SimulatedNode> nodes) {
    return switch (phase) {
      case AWAITED -> new ClaimState.Unknown(maybe());
      case BUILDING, ROLLING_BACK -> new ClaimState.Pending(null, null);
      case GRANTED -> granted(nodes);
      case DENIED -> new ClaimState.Denied(denial == null ? maybe() : denial);
      case RELEASING -> new ClaimState.Releasing();
      case RELEASED -> new ClaimState.Released();
    };
  }

  private ClaimState granted(List<SimulatedNode> nodes) {
    for (SimulatedNode node : nodes) {
      if (!node.alive()) {
        String detail = "%s: node %d (%s) is gone".formatted(id, node.index(), node.id());
        return new ClaimState.Vanished(Fault.of(FaultCode.NODE_LOST, detail));
      }
    }
    return new ClaimState.Granted(
        nodes.stream()
            .sorted(Comparator.comparingInt(SimulatedNode::index))
            .map(n -> new GrantedNode(n.index(), n.id(), n.id() + ".sim", n.devices()))
            .toList());
  }

  private Fault maybe() {
    return Fault.of(FaultCode.UNKNOWN_OUTCOME, "%s may still turn up".formatted(id));
  }
}
