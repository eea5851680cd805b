package dev.muster.server;

import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Flavor;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.Offer;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import dev.muster.spi.ProviderConfig;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A machine of four cores that grants every claim at once and starts nothing: the test takes the
 * claims and plays the agents. It outlives the servers that open sessions with it.
 */
final class ScriptedProvider implements CapacityProviderFactory {
  static final int CORES = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long GIB = 1L << 30;

  /** A claim that was granted. */
  record Grant(ClaimId id, ClaimRequest request) {}

  private final Map<ClaimId, ClaimState> claims = new ConcurrentHashMap<>();
  private final BlockingQueue<Grant> grants = new LinkedBlockingQueue<>();

  @Override
  public String type() {
    return "local";
  }

  @Override
  public CapacityProvider open(ProviderConfig config, ProviderContext context) {
    return new Session(config.id());
  }

  /** Waits for the next claim. */
  Grant nextGrant() throws InterruptedException {
    Grant grant = grants.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (grant == null) {
      throw new AssertionError("no claim came within " + PATIENCE);
    }
    return grant;
  }

  private final class Session implements CapacityProvider {
    private final ProviderId id;

    Session(ProviderId id) {
      this.id = id;
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
      NodeSize machine = new NodeSize(CORES, 16 * GIB, null);
      return new Catalog("1", List.of(new Flavor("local", machine, 1, true, BigDecimal.ZERO)));
    }

    @Override
    public List<Offer> offers(CapacityQuery query) {
      return List.of();
    }

    @Override
    public ClaimState claim(ClaimId claim, ClaimRequest request) {
      return claims.computeIfAbsent(
          claim,
          c -> {
            grants.add(new Grant(c, request));
            return new ClaimState.Granted(nodes(request.nodes()));
          });
    }

    @Override
    public ClaimState observe(ClaimId claim) {
      return claims.getOrDefault(
          claim, new ClaimState.Vanished(Fault.of(FaultCode.NOT_FOUND, "never heard of it")));
    }

    @Override
    public ClaimState release(ClaimId claim) {
      ClaimState released = new ClaimState.Released();
      claims.put(claim, released);
      return released;
    }

    @Override
    public Owned owned(OwnerTag owner) {
      return new Owned(List.of(), true, List.of());
    }

    @Override
    public void destroyOrphan(OwnedResource resource, Precondition still) {}

    @Override
    public void close() {}

    private static List<GrantedNode> nodes(int count) {
      return IntStream.range(0, count)
          .mapToObj(node -> new GrantedNode(node, "node-" + node, "127.0.0.1", List.of()))
          .toList();
    }
  }
}
