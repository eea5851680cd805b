package dev.muster.tck.cloud;

import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnerTag;
import dev.muster.tck.cloud.Machines.Seat;
import dev.muster.tck.cloud.SimulatedClaim.Phase;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The inside of the simulated cloud: what happens to calls that have arrived. Nodes are born and
 * die one by one, by the clock.
 */
final class ControlPlane {
  private final VirtualClock clock;
  private final RandomGenerator chance;
  private final Weather weather;
  private final Ledger ledger = new Ledger();
  private final Map<ClaimId, SimulatedClaim> claims = new LinkedHashMap<>();
  private final Map<String, Machines> flavors = new HashMap<>();

  ControlPlane(VirtualClock clock, RandomGenerator chance, Weather weather, Catalog catalog) {
    this.clock = clock;
    this.chance = chance;
    this.weather = weather;
    for (Flavor flavor : catalog.flavors()) {
      flavors.put(flavor.name(), new Machines(flavor));
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** A call is under way: nobody may call the claim gone before it has arrived. */
  synchronized void expect(ClaimId id) {
    claims.computeIfAbsent(id, SimulatedClaim::new).onTheWay++;
  }

  /** The call that was under way arrives. */
  synchronized void arriveLate(ClaimId id, ClaimRequest request, Trouble trouble) {
    SimulatedClaim claim = claims.computeIfAbsent(id, SimulatedClaim::new);
    claim.onTheWay--;
    if (claim.is(Phase.RELEASING) && claim.request == null) {
      bearStray(claim, request);
    }
    settle(claim);
    arrive(id, request, trouble);
  }

  /** A request arrives. */
  synchronized ClaimState arrive(ClaimId id, ClaimRequest request, Trouble trouble) {
    SimulatedClaim claim = claims.computeIfAbsent(id, SimulatedClaim::new);
    if (claim.is(Phase.AWAITED)) {
      build(claim, request, trouble);
    }
    if (!claim.agreesWith(request)) {
      String detail = "%s is known with a different request (expected: the same)".formatted(id);
      return new ClaimState.Denied(Fault.of(FaultCode.NAME_CONFLICT, detail));
    }
    return claim.state(ledger.nodes(id));
  }

  /** Whether anything was heard of a claim. */
  synchronized boolean knows(ClaimId id) {
    return claims.containsKey(id);
  }

  synchronized ClaimState observe(ClaimId id) {
    SimulatedClaim claim = claims.get(id);
    if (claim == null) {
      String detail = "%s was never heard of".formatted(id);
      return new ClaimState.Vanished(Fault.of(FaultCode.NOT_FOUND, detail));
    }
    boolean fresh = claim.is(Phase.BUILDING) || claim.is(Phase.GRANTED);
    if (fresh && clock.instant().isBefore(claim.visibleAt)) {
      String detail = "%s is not to be seen yet".formatted(id);
      return new ClaimState.Unknown(Fault.of(FaultCode.UNKNOWN_OUTCOME, detail));
    }
    return claim.state(ledger.nodes(id));
  }

  synchronized ClaimState release(ClaimId id) {
    SimulatedClaim claim = claims.computeIfAbsent(id, SimulatedClaim::new);
    switch (claim.phase) {
      case AWAITED, BUILDING, GRANTED, ROLLING_BACK -> {
        claim.phase = Phase.RELEASING;
        takeDown(claim);
      }
      case DENIED -> claim.phase = Phase.RELEASED;
      case RELEASING, RELEASED -> {}
    }
    return claim.state(ledger.nodes(id));
  }

  /** Puts a node there that no claim accounts for. */
  synchronized SimulatedNode plant(OwnerTag owner, ClaimId claim) {
    return born(owner, claim, 0, List.of());
  }

  /** A node ceases to be at once, whoever it belongs to. */
  synchronized void die(String id) {
    ledger.died(id, clock.instant());
    for (SimulatedClaim claim : claims.values()) {
      Seat seat = claim.seats.remove(id);
      if (seat != null) {
        seat.free();
        settle(claim);
      }
    }
  }

  /** How many nodes of a size could be had of a flavor now, up to a bound. */
  synchronized int room(String flavor, NodeSize node, int atMost) {
    Machines machines = flavors.get(flavor);
    return machines == null ? 0 : machines.room(node, atMost);
  }

  private void build(SimulatedClaim claim, ClaimRequest request, Trouble trouble) {
    claim.request = request;
    Machines machines = flavors.get(request.flavor());
    if (machines == null || !machines.couldHold(request.nodes(), request.node())) {
      deny(claim, FaultCode.CAPACITY_UNSUPPORTED, "never fits " + request.flavor());
      return;
    }
    Optional<List<Seat>> seats = machines.seat(request.nodes(), request.node());
    if (trouble == Trouble.STOCKOUT || seats.isEmpty()) {
      seats.ifPresent(taken -> taken.forEach(Seat::free));
      deny(claim, FaultCode.CAPACITY_STOCKOUT, "no room in %s now".formatted(request.flavor()));
      return;
    }
    if (trouble == Trouble.STOCKOUT_MID_GANG) {
      claim.breaksAt = chance.nextInt(request.nodes());
    }
    claim.phase = Phase.BUILDING;
    claim.unborn.addAll(seats.get());
    claim.visibleAt = clock.instant().plus(upTo(weather.listLag()));
    seats.get().forEach(seat -> clock.after(upTo(weather.provisioning()), () -> bearNext(claim)));
  }

  private void deny(SimulatedClaim claim, FaultCode code, String why) {
    claim.phase = Phase.DENIED;
    claim.denial = Fault.of(code, "%s: %s".formatted(claim.id, why));
  }

  private synchronized void bearNext(SimulatedClaim claim) {
    ClaimRequest request = claim.request;
    if (!claim.is(Phase.BUILDING) || request == null) {
      return;
    }
    int index = request.nodes() - claim.unborn.size();
    if (index == claim.breaksAt) {
      String why = "no room for node %d of %d".formatted(index + 1, request.nodes());
      claim.denial = Fault.of(FaultCode.CAPACITY_STOCKOUT, "%s: %s".formatted(claim.id, why));
      claim.phase = Phase.ROLLING_BACK;
      takeDown(claim);
      return;
    }
    bear(claim, request, index, claim.unborn.removeFirst());
    if (claim.unborn.isEmpty()) {
      claim.phase = Phase.GRANTED;
    }
  }

  private SimulatedNode bear(SimulatedClaim claim, ClaimRequest request, int index, Seat seat) {
    SimulatedNode node = born(request.owner(), claim.id, index, seat.devices());
    claim.seats.put(node.id(), seat);
    if (chance.nextDouble() < weather.nodeLoss()) {
      clock.after(upTo(weather.nodeLife()), () -> die(node.id()));
    }
    return node;
  }

  /** The first node of a request that arrives when its claim is already being given back. */
  private void bearStray(SimulatedClaim claim, ClaimRequest request) {
    claim.request = request;
    Machines machines = flavors.get(request.flavor());
    if (machines != null) {
      machines
          .seat(1, request.node())
          .map(List::getFirst)
          .ifPresent(seat -> fell(bear(claim, request, 0, seat)));
    }
  }

  private SimulatedNode born(OwnerTag owner, ClaimId claim, int index, List<String> devices) {
    String id = "vm-%d".formatted(ledger.births() + 1);
    Instant now = clock.instant();
    SimulatedNode node = new SimulatedNode(id, claim, owner, index, devices, now, null);
    ledger.born(node);
    return node;
  }

  private void takeDown(SimulatedClaim claim) {
    claim.unborn.forEach(Seat::free);
    claim.unborn.clear();
    ledger.alive(claim.id).stream()
        .filter(node -> claim.seats.containsKey(node.id()))
        .forEach(this::fell);
    settle(claim);
  }

  private void fell(SimulatedNode node) {
    clock.after(upTo(weather.teardown()), () -> die(node.id()));
  }

  private void settle(SimulatedClaim claim) {
    if (!claim.seats.isEmpty()) {
      return;
    }
    if (claim.is(Phase.ROLLING_BACK)) {
      claim.phase = Phase.DENIED;
    } else if (claim.is(Phase.RELEASING) && claim.onTheWay == 0) {
      claim.phase = Phase.RELEASED;
    }
  }

  private Duration upTo(Duration bound) {
    return bound.isZero() ? bound : Duration.ofMillis(chance.nextLong(bound.toMillis() + 1));
  }
}
