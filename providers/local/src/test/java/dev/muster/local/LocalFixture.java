package dev.muster.local;

import dev.muster.local.gateway.DetachedProcess;
import dev.muster.local.gateway.Gpu;
import dev.muster.local.gateway.NodeProcess;
import dev.muster.local.gateway.ProcessTable;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import dev.muster.spi.Secret;
import dev.muster.tck.contract.ProviderFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The real provider in a fresh data directory. Its agents are stand-ins ({@link StandInAgent}),
 * real processes otherwise.
 */
final class LocalFixture implements ProviderFixture {
  static final Map<String, String> SETTINGS =
      Map.of("cores", "16", "memory", "32GiB", "disk", "100GiB");

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final NodeSize NODE = new NodeSize(1, 1L << 30, null);
  private static final OwnerTag STRANGER = new OwnerTag("another-tenant");
  private static final ClaimId FILLER = new ClaimId("c-filler");

  private final StandInAgent agent;
  private final Path data;
  private final Path nodes;
  private final InstantSource clock;
  private final List<Gpu> gpus;
  private final List<String> spoiled = new ArrayList<>();

  LocalFixture(Path folder) {
    this(folder, InstantSource.system(), List.of());
  }

  LocalFixture(Path folder, InstantSource clock, List<Gpu> gpus) {
    this.agent = new StandInAgent(folder.resolve("agent"));
    this.data = folder.resolve("data");
    this.nodes = data.resolve("nodes");
    this.clock = clock;
    this.gpus = List.copyOf(gpus);
  }

  StandInAgent agent() {
    return agent;
  }

  Path nodes() {
    return nodes;
  }

  @Override
  public CapacityProvider open() {
    LocalCatalog catalog = LocalCatalog.of(LocalConfig.of(SETTINGS), () -> gpus, data);
    ProviderContext context = new ProviderContext(clock, data, agent.home());
    return new LocalProvider(new ProviderId("local"), context, catalog);
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
    return request(3, new NodeSize(8, 0, null));
  }

  ClaimRequest request(int nodes, NodeSize node) {
    List<Secret> tokens =
        IntStream.range(0, nodes).mapToObj(i -> new Secret(SECRET + "-" + i)).toList();
    Bootstrap bootstrap = new Bootstrap(URI.create("http://127.0.0.1:1"), "00", tokens);
    return new ClaimRequest(owner(), LocalCatalog.FLAVOR, nodes, node, Map.of(), bootstrap);
  }

  @Override
  public int alive(ClaimId claim) {
    return (int) born(claim).filter(StandInAgent.Birth::alive).count();
  }

  /** All that were ever born: our agents are never replaced. */
  @Override
  public int mostAlive(ClaimId claim) {
    return (int) born(claim).count();
  }

  @Override
  public boolean exists(OwnedResource resource) {
    return births().stream().anyMatch(birth -> birth.node().equals(resource.id()) && birth.alive());
  }

  private Stream<StandInAgent.Birth> born(ClaimId claim) {
    return births().stream().filter(birth -> birth.node().matches(claim + "-\\d+"));
  }

  /** A process notes its birth itself: wait for those that have not come to it yet. */
  private List<StandInAgent.Birth> births() {
    await(() -> agent.births().stream().map(StandInAgent.Birth::pid).toList().containsAll(pids()));
    return agent.births();
  }

  private List<Long> pids() {
    ProviderContext context = new ProviderContext(clock, data, agent.home());
    try {
      return new Agents(context, new ProcessTable())
          .all().stream()
              .filter(NodeProcess::agent)
              .map(process -> process.identity().pid())
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> visible() {
    List<String> visible = new ArrayList<>();
    births().forEach(birth -> visible.add(birth.commandLine()));
    births().forEach(birth -> visible.add(birth.environment()));
    try (Stream<Path> files = Files.walk(nodes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        visible.add(file.toString());
        if (!file.endsWith("token")) {
          visible.add(Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return visible;
  }

  @Override
  public void exhaust() {
    ClaimRequest all = request(1, new NodeSize(16, 0, null));
    try (CapacityProvider provider = open()) {
      provider.claim(
          FILLER,
          new ClaimRequest(STRANGER, all.flavor(), 1, all.node(), Map.of(), all.bootstrap()));
    }
  }

  /** A file lies where the node's folder should be. */
  @Override
  public void breakGang(ClaimId claim, int node) {
    write(nodes.resolve(NodeHome.name(claim, node)), "in the way");
  }

  @Override
  public void lose(GrantedNode node) {
    births().stream()
        .filter(birth -> birth.node().equals(node.id()))
        .forEach(StandInAgent.Birth::kill);
  }

  @Override
  public OwnedResource plant(OwnerTag owner, ClaimId claim) {
    NodeHome home = NodeHome.of(nodes, claim, 0);
    Instant now = clock.instant();
    try {
      home.prepare(owner, agent.home(), now);
      Bootstrap bootstrap = request(1).bootstrap();
      DetachedProcess.start(
          AgentCommand.line(agent.home(), data, home, bootstrap), home.folder(), home.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OwnedResource planted = new OwnedResource("node", home.name(), claim, now, false);
    await(() -> exists(planted));
    return planted;
  }

  /** A node lives whose folder does not say any more whose it is. */
  @Override
  public void spoilListings() {
    ClaimId claim = new ClaimId("c-spoiled");
    OwnedResource planted = plant(owner(), claim);
    write(nodes.resolve(planted.id()).resolve("agent.properties"), "nonsense");
    spoiled.add(planted.id());
  }

  @Override
  public boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** Processes need a moment to end; and what was spoiled is put right. */
  @Override
  public void quiet() {
    LockSupport.parkNanos(MOMENT.toNanos());
    for (String node : spoiled) {
      lose(new GrantedNode(0, node, "", List.of()));
    }
  }

  @Override
  public void close() {
    agent.close();
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
