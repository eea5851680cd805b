package dev.muster.local;

import dev.muster.local.ClaimRecord.Phase;
import dev.muster.local.gateway.NodeProcess;
import dev.muster.local.gateway.ProcessTable;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.Offer;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryIteratorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This machine as a provider: a node is a share of it with an agent process of its own.
 *
 * <p>Every verb reads what was written down and looks at what lives, under one lock; nothing is
 * kept in memory between verbs. A data directory has one server, so one session is open at a time.
 */
final class LocalProvider implements CapacityProvider {
  /** How long agents may take to end by themselves when a claim is given back. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A guard knows what nobody else can find, and needs some time to end it after its agent. */
  private static final Duration GUARD_GRACE = GRACE.multipliedBy(2);

  private static final String ADDRESS = "127.0.0.1";

  private final ProviderId id;
  private final ProviderContext context;
  private final LocalCatalog catalog;
  private final Agents agents;
  private final LocalClaims claims;
  private final Lock lock = new ReentrantLock();

  LocalProvider(ProviderId id, ProviderContext context, LocalCatalog catalog) {
    this.id = id;
    this.context = context;
    this.catalog = catalog;
    this.agents = new Agents(context, new ProcessTable());
    this.claims = new LocalClaims(agents.nodes());
  }

  @Override
  public ProviderId id() {
    return id;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Idempotency.NAME, Duration.ZERO, true);
  }

  @Override
  public Catalog catalog() {
    return catalog.catalog();
  }

  @Override
  public List<Offer> offers(CapacityQuery query) {
    return guarded(() -> offersNow(query), unreadable -> List.of());
  }

  private List<Offer> offersNow(CapacityQuery query) throws IOException {
    int nodes = Math.min(new Room(catalog, claims.open()).fits(query.node()), query.nodes());
    return nodes == 0
        ? List.of()
        : List.of(new Offer(id, LocalCatalog.FLAVOR, nodes, Duration.ZERO, BigDecimal.ZERO));
  }

  @Override
  public ClaimState claim(ClaimId claim, ClaimRequest request) {
    return guarded(() -> claimNow(claim, request), ClaimState.Unknown::new);
  }

  private ClaimState claimNow(ClaimId claim, ClaimRequest request) throws IOException {
    Optional<ClaimRecord> known = claims.read(claim);
    if (known.isPresent()) {
      return claimAgain(known.get(), request);
    }
    Room room = new Room(catalog, claims.open());
    Optional<Fault> refusal = room.refusal(request);
    if (refusal.isPresent()) {
      return new ClaimState.Denied(refusal.get());
    }
    List<List<String>> devices = room.devices(request.nodes(), request.node());
    Gang gang =
        new Gang(request.owner(), request.flavor(), request.nodes(), request.node(), devices);
    ClaimRecord record = ClaimRecord.starting(claim, gang, now());
    claims.write(record);
    return start(record, gang, request.bootstrap());
  }

  private ClaimState claimAgain(ClaimRecord record, ClaimRequest request) throws IOException {
    Gang gang = record.gang();
    if (gang == null) {
      return state(record);
    }
    if (!gang.isFor(request)) {
      return new ClaimState.Denied(LocalFaults.conflict(record.id()));
    }
    return record.phase() == Phase.STARTING
        ? start(record, gang, request.bootstrap())
        : state(record);
  }

  private ClaimState start(ClaimRecord record, Gang gang, Bootstrap bootstrap) throws IOException {
    try {
      agents.start(record, gang, bootstrap);
    } catch (IOException cause) {
      agents.killAll(record);
      return state(write(record.denied(String.valueOf(cause.getMessage()), now())));
    }
    return state(write(record.in(Phase.GRANTED, now())));
  }

  @Override
  public ClaimState observe(ClaimId claim) {
    return guarded(() -> observeNow(claim), ClaimState.Unknown::new);
  }

  private ClaimState observeNow(ClaimId claim) throws IOException {
    Optional<ClaimRecord> known = claims.read(claim);
    return known.isPresent()
        ? state(known.get())
        : new ClaimState.Vanished(LocalFaults.neverHeardOf(claim));
  }

  private ClaimState state(ClaimRecord record) throws IOException {
    return switch (record.phase()) {
      case STARTING -> new ClaimState.Vanished(LocalFaults.halfStarted(record.id()));
      case GRANTED -> granted(record);
      case RELEASING -> goOnReleasing(record);
      case RELEASED -> new ClaimState.Released();
      case DENIED -> new ClaimState.Denied(LocalFaults.unprepared(record.refusal()));
    };
  }

  private ClaimState granted(ClaimRecord record) throws IOException {
    Gang gang = record.gang();
    List<GrantedNode> nodes = new ArrayList<>();
    for (NodeHome home : agents.homes(record)) {
      if (gang == null || !agents.lives(home)) {
        agents.sweep(record);
        Fault gone = LocalFaults.agentGone(home, agents.lastWords(home));
        return new ClaimState.Vanished(gone);
      }
      List<String> devices = gang.devices().get(home.node());
      nodes.add(new GrantedNode(home.node(), home.name(), ADDRESS, devices));
    }
    return new ClaimState.Granted(nodes);
  }

  @Override
  public ClaimState release(ClaimId claim) {
    return guarded(() -> releaseNow(claim), ClaimState.Unknown::new);
  }

  private ClaimState releaseNow(ClaimId claim) throws IOException {
    Optional<ClaimRecord> known = claims.read(claim);
    if (known.isEmpty()) {
      return state(write(ClaimRecord.releasedUnheard(claim, now())));
    }
    ClaimRecord record = known.get();
    return switch (record.phase()) {
      case STARTING, GRANTED -> beginReleasing(record);
      case RELEASING, RELEASED -> state(record);
      case DENIED -> state(write(record.in(Phase.RELEASED, now())));
    };
  }

  private ClaimState beginReleasing(ClaimRecord record) throws IOException {
    ClaimRecord releasing = write(record.in(Phase.RELEASING, now()));
    agents.forgetTokens(releasing);
    agents.of(releasing).stream().filter(NodeProcess::agent).forEach(agents::terminate);
    return state(releasing);
  }

  /**
   * Agents end with their ranks; what outlives its agent has nobody left to wait for. A clock that
   * was set back counts anew, so that nothing is waited for longer than twice.
   */
  private ClaimState goOnReleasing(ClaimRecord record) throws IOException {
    List<NodeProcess> left = agents.of(record);
    if (left.isEmpty()) {
      agents.forgetTokens(record);
      ClaimState released = state(write(record.in(Phase.RELEASED, now())));
      claims.prune();
      return released;
    }
    Duration waited = Duration.between(record.changedAt(), now());
    if (waited.isNegative()) {
      write(record.in(Phase.RELEASING, now()));
    }
    boolean orphans = left.stream().noneMatch(NodeProcess::agent);
    if (orphans || waited.compareTo(GRACE) >= 0) {
      left.stream().filter(process -> !process.guard()).forEach(agents::kill);
    }
    if (waited.compareTo(GUARD_GRACE) >= 0) {
      left.forEach(agents::kill);
    }
    return new ClaimState.Releasing();
  }

  @Override
  public Owned owned(OwnerTag owner) {
    return guarded(
        () -> new Census(agents).of(owner),
        unreadable -> new Owned(List.of(), false, List.of(unreadable)));
  }

  @Override
  public void destroyOrphan(OwnedResource resource, Precondition still) {
    guarded(
        () -> {
          new Census(agents).destroy(resource, still);
          return true;
        },
        unreadable -> false);
  }

  @Override
  public void close() {}

  private ClaimRecord write(ClaimRecord record) throws IOException {
    claims.write(record);
    return record;
  }

  private Instant now() {
    return context.clock().instant();
  }

  private interface Verb<T> {
    T run() throws IOException;
  }

  private interface Answer<T> {
    T to(Fault fault);
  }

  private <T> T guarded(Verb<T> verb, Answer<T> otherwise) {
    lock.lock();
    try {
      return verb.run();
    } catch (IOException cause) {
      return otherwise.to(LocalFaults.unreadable(cause));
    } catch (UncheckedIOException | DirectoryIteratorException broken) {
      return otherwise.to(LocalFaults.unreadable(new IOException(broken)));
    } finally {
      lock.unlock();
    }
  }
}
