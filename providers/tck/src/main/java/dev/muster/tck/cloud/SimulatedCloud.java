package dev.muster.tck.cloud;

import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Flavor;
import dev.muster.spi.Offer;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import dev.muster.spi.ProviderId;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A capacity provider in memory, on virtual time, with weather. One seed is one course of events.
 *
 * <p>It is the cloud and the adapter in one: what callers see through {@link CapacityProvider}
 * keeps the contract, however bad the weather; what really exists is in the {@link #ledger()}.
 * Troubles come by chance (the {@link Weather}) or are ordered: {@link #next}, {@link #outage},
 * {@link #hideListings}, {@link #lose}, {@link #plant}. It has no sessions: closing it changes
 * nothing, and after a crash a caller goes on with the same object.
 */
public final class SimulatedCloud implements CapacityProvider {
  private static final Duration LEAD_TIME = Duration.ofSeconds(30);

  private final ProviderId id;
  private final VirtualClock clock;
  private final RandomGenerator chance;
  private final Catalog catalog;
  private final Weather weather;
  private final ControlPlane inside;
  private final Queue<Trouble> ordered = new ArrayDeque<>();
  private Instant outageUntil = Instant.MIN;
  private Instant hiddenUntil = Instant.MIN;

  public SimulatedCloud(
      ProviderId id, VirtualClock clock, long seed, Weather weather, List<Flavor> flavors) {
    this.id = id;
    this.clock = clock;
    this.chance = new SplittableRandom(seed);
    this.weather = weather;
    this.catalog = new Catalog("1", flavors);
    this.inside = new ControlPlane(clock, chance, weather, catalog);
  }

  /** What exists and existed. */
  public Ledger ledger() {
    return inside.ledger();
  }

  /** The next call that this trouble can befall meets it; several are met in turn. */
  public synchronized void next(Trouble trouble) {
    ordered.add(trouble);
  }

  /** From now on nothing answers for a while. What is under way inside goes on. */
  public synchronized void outage(Duration length) {
    outageUntil = clock.instant().plus(length);
  }

  /** From now on listings see nothing for a while, and say that they are not complete. */
  public synchronized void hideListings(Duration length) {
    hiddenUntil = clock.instant().plus(length);
  }

  /** A node dies. */
  public synchronized void lose(String node) {
    inside.die(node);
  }

  /** Creates a node that no claim accounts for: an orphan, or somebody else's. */
  public synchronized SimulatedNode plant(OwnerTag owner, ClaimId claim) {
    return inside.plant(owner, claim);
  }

  @Override
  public ProviderId id() {
    return id;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Idempotency.NAME, weather.listLag(), false);
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public synchronized List<Offer> offers(CapacityQuery query) {
    if (down()) {
      return List.of();
    }
    return catalog.flavors().stream()
        .map(flavor -> offer(flavor, query))
        .filter(offer -> offer.nodes() > 0)
        .toList();
  }

  private Offer offer(Flavor flavor, CapacityQuery query) {
    int nodes = inside.room(flavor.name(), query.node(), query.nodes());
    return new Offer(id, flavor.name(), nodes, LEAD_TIME, flavor.usdPerHour());
  }

  @Override
  public synchronized ClaimState claim(ClaimId claim, ClaimRequest request) {
    if (down()) {
      return unknown(FaultCode.PROVIDER_OUTAGE);
    }
    Trouble trouble = meet(List.of(Trouble.values()));
    return switch (trouble) {
      case NONE, STOCKOUT, STOCKOUT_MID_GANG -> inside.arrive(claim, request, trouble);
      case THROTTLED -> throttledClaim(claim);
      case ANSWER_LOST -> {
        inside.arrive(claim, request, Trouble.NONE);
        yield unknown(FaultCode.UNKNOWN_OUTCOME);
      }
      case APPLIED_LATE -> {
        inside.expect(claim);
        later(() -> inside.arriveLate(claim, request, Trouble.NONE));
        yield unknown(FaultCode.UNKNOWN_OUTCOME);
      }
      case DELIVERED_TWICE -> {
        ClaimState state = inside.arrive(claim, request, Trouble.NONE);
        later(() -> inside.arrive(claim, request, Trouble.NONE));
        yield state;
      }
    };
  }

  /** A refused call denies a claim only if no earlier call about it can have been applied. */
  private ClaimState throttledClaim(ClaimId claim) {
    return inside.knows(claim)
        ? unknown(FaultCode.THROTTLED)
        : new ClaimState.Denied(fault(FaultCode.THROTTLED));
  }

  @Override
  public synchronized ClaimState observe(ClaimId claim) {
    if (down()) {
      return unknown(FaultCode.PROVIDER_OUTAGE);
    }
    return switch (meet(List.of(Trouble.THROTTLED, Trouble.ANSWER_LOST))) {
      case THROTTLED -> unknown(FaultCode.THROTTLED);
      case ANSWER_LOST -> unknown(FaultCode.TRANSIENT);
      case NONE, STOCKOUT, STOCKOUT_MID_GANG, APPLIED_LATE, DELIVERED_TWICE ->
          inside.observe(claim);
    };
  }

  @Override
  public synchronized ClaimState release(ClaimId claim) {
    if (down()) {
      return unknown(FaultCode.PROVIDER_OUTAGE);
    }
    return switch (meet(List.of(Trouble.THROTTLED, Trouble.ANSWER_LOST, Trouble.DELIVERED_TWICE))) {
      case THROTTLED -> unknown(FaultCode.THROTTLED);
      case ANSWER_LOST -> {
        inside.release(claim);
        yield unknown(FaultCode.UNKNOWN_OUTCOME);
      }
      case DELIVERED_TWICE -> {
        later(() -> inside.release(claim));
        yield inside.release(claim);
      }
      case NONE, STOCKOUT, STOCKOUT_MID_GANG, APPLIED_LATE -> inside.release(claim);
    };
  }

  @Override
  public synchronized Owned owned(OwnerTag owner) {
    if (down()) {
      return new Owned(List.of(), false, List.of(fault(FaultCode.PROVIDER_OUTAGE)));
    }
    List<OwnedResource> all =
        ledger().nodes().stream()
            .filter(node -> node.owner().equals(owner) && listed(node))
            .map(SimulatedCloud::resource)
            .toList();
    if (clock.instant().isBefore(hiddenUntil)) {
      return new Owned(List.of(), false, List.of(fault(FaultCode.TRANSIENT)));
    }
    if (chance.nextDouble() < weather.incompleteListings()) {
      List<OwnedResource> seen = all.stream().filter(node -> chance.nextBoolean()).toList();
      return new Owned(seen, false, List.of(fault(FaultCode.TRANSIENT)));
    }
    return new Owned(all, true, List.of());
  }

  @Override
  public synchronized void destroyOrphan(OwnedResource resource, Precondition still) {
    if (!down()) {
      ledger().alive().stream()
          .filter(node -> node.id().equals(resource.id()))
          .filter(node -> node.owner().equals(still.owner()))
          .filter(node -> node.bornAt().isBefore(still.createdBefore()))
          .forEach(node -> inside.die(node.id()));
    }
  }

  @Override
  public void close() {}

  private static OwnedResource resource(SimulatedNode node) {
    return new OwnedResource("node", node.id(), node.claim(), node.bornAt(), true);
  }

  /** Listings show the past: what was born lately is missing, what died lately is still there. */
  private boolean listed(SimulatedNode node) {
    Instant then = clock.instant().minus(weather.listLag());
    return !node.bornAt().isAfter(then) && (node.diedAt() == null || node.diedAt().isAfter(then));
  }

  private boolean down() {
    return clock.instant().isBefore(outageUntil);
  }

  private Trouble meet(List<Trouble> possible) {
    if (!ordered.isEmpty() && possible.contains(ordered.peek())) {
      return ordered.remove();
    }
    double drawn = chance.nextDouble();
    for (Trouble trouble : possible) {
      drawn -= weather.chanceOf(trouble);
      if (drawn < 0) {
        return trouble;
      }
    }
    return Trouble.NONE;
  }

  private void later(Runnable call) {
    long millis = chance.nextLong(weather.lateness().toMillis() + 1);
    clock.after(Duration.ofMillis(millis), () -> locked(call));
  }

  private synchronized void locked(Runnable call) {
    call.run();
  }

  private ClaimState unknown(FaultCode code) {
    return new ClaimState.Unknown(fault(code));
  }

  private Fault fault(FaultCode code) {
    Duration wait = code == FaultCode.THROTTLED ? weather.throttle() : null;
    return new Fault(code, "%s: %s".formatted(id, code.word()), wait);
  }
}
