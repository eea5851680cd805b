package dev.muster.tck.cloud;

import dev.muster.spi.Accelerator;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.Flavor;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.ProviderId;
import dev.muster.spi.Secret;
import dev.muster.tck.contract.WireFixture;
import dev.muster.tck.time.VirtualClock;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The simulated cloud as its own contract suite sees it. */
final class SimulatedFixture implements WireFixture {
  private static final long GIBIBYTE = 1L << 30;
  private static final NodeSize NODE = new NodeSize(8, 64 * GIBIBYTE, new Accelerator("H100", 8));
  private static final Flavor FLAVOR =
      new Flavor("h100-8", NODE, 10, false, new BigDecimal("42.50"));
  private static final int PATIENCE_SECONDS = 3600;

  private final VirtualClock clock = new VirtualClock();
  private final SimulatedCloud cloud;

  SimulatedFixture(long seed, Weather weather) {
    cloud = new SimulatedCloud(new ProviderId("sim"), clock, seed, weather, List.of(FLAVOR));
  }

  @Override
  public CapacityProvider open() {
    return cloud;
  }

  @Override
  public OwnerTag owner() {
    return new OwnerTag("muster-4711");
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public ClaimRequest request(int nodes) {
    return request(nodes, NODE);
  }

  @Override
  public ClaimRequest impossible() {
    return request(1, new NodeSize(8, 0, new Accelerator("H100", 9)));
  }

  private ClaimRequest request(int nodes, NodeSize node) {
    List<Secret> tokens = Stream.generate(() -> new Secret(SECRET)).limit(nodes).toList();
    Bootstrap bootstrap = new Bootstrap(URI.create("http://127.0.0.1:1"), "00", tokens);
    return new ClaimRequest(owner(), FLAVOR.name(), nodes, node, Map.of(), bootstrap);
  }

  @Override
  public int alive(ClaimId claim) {
    return cloud.ledger().alive(claim).size();
  }

  @Override
  public int mostAlive(ClaimId claim) {
    return cloud.ledger().mostAlive(claim);
  }

  @Override
  public boolean exists(OwnedResource resource) {
    return cloud.ledger().alive().stream().anyMatch(node -> node.id().equals(resource.id()));
  }

  @Override
  public List<String> visible() {
    return cloud.ledger().nodes().stream().map(SimulatedNode::toString).toList();
  }

  @Override
  public void exhaust() {
    cloud.next(Trouble.STOCKOUT);
  }

  @Override
  public void breakGang(ClaimId claim, int node) {
    cloud.next(Trouble.STOCKOUT_MID_GANG);
  }

  @Override
  public void lose(GrantedNode node) {
    cloud.lose(node.id());
  }

  @Override
  public OwnedResource plant(OwnerTag owner, ClaimId claim) {
    SimulatedNode node = cloud.plant(owner, claim);
    return new OwnedResource("node", node.id(), claim, node.bornAt(), true);
  }

  @Override
  public void spoilListings() {
    cloud.hideListings(Duration.ofMinutes(1));
  }

  @Override
  public void loseNextAnswer() {
    cloud.next(Trouble.ANSWER_LOST);
  }

  @Override
  public void applyNextLate() {
    cloud.next(Trouble.APPLIED_LATE);
  }

  @Override
  public void deliverNextTwice() {
    cloud.next(Trouble.DELIVERED_TWICE);
  }

  @Override
  public void throttleNext() {
    cloud.next(Trouble.THROTTLED);
  }

  @Override
  public void outage() {
    cloud.outage(Duration.ofMinutes(5));
  }

  @Override
  public boolean await(BooleanSupplier condition) {
    for (int second = 0; second < PATIENCE_SECONDS; second++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      clock.advance(Duration.ofSeconds(1));
    }
    return condition.getAsBoolean();
  }

  @Override
  public void quiet() {
    clock.advance(Duration.ofMinutes(10));
  }

  @Override
  public void close() {}
}
