package dev.muster.testkit.sim;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.run.Cause;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.ProviderId;
import dev.muster.store.SqliteStore;
import dev.muster.tck.cloud.SimulatedCloud;
import dev.muster.tck.cloud.SimulatedNode;
import dev.muster.tck.cloud.Weather;
import dev.muster.tck.time.VirtualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One course of a cluster's life under one seed, with the promises checked all along:
 *
 * <ul>
 *   <li>no acknowledged order is lost;
 *   <li>no two attempts of a job live at a time, and no rank twice;
 *   <li>no capacity is counted twice;
 *   <li>every journaled intent is resolved, and nothing is left at the provider;
 *   <li>every job ends, and a failed one names the rank that failed first.
 * </ul>
 */
public final class Simulation implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration ARRIVALS = Duration.ofMinutes(10);
  private static final Duration CHECK = Duration.ofSeconds(10);
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final int CORES = 8;

  private final VirtualClock clock = new VirtualClock();
  private final SqliteStore store = SqliteStore.inMemory();
  private final SimulatedCloud cloud;
  private final SimulatedServer server;
  private final Cluster cluster;
  private final List<SimulatedOwner> owners = new ArrayList<>();
  private boolean over;

  private Simulation(long seed) {
    Chance chance = new Chance(seed);
    double trouble = chance.between(0, 12) / 100.0;
    Weather weather = chance.of(0.2) ? Weather.calm() : Weather.stormy();
    cloud = cloud(clock, chance, weather);
    CrashingJournal journal = new CrashingJournal(store, chance, trouble / 3);
    server = new SimulatedServer(clock, chance, journal, cloud, trouble);
    cluster = new Cluster(clock, chance, cloud, new Network(clock, chance, trouble), server);
    int jobs = chance.between(2, 10);
    for (int i = 0; i < jobs; i++) {
      SimulatedOwner owner = new SimulatedOwner(cluster, i);
      owners.add(owner);
      clock.after(chance.upTo(ARRIVALS), owner::submit);
    }
  }

  /**
   * Lives one course.
   *
   * @return what it went through, for curiosity
   * @throws AssertionError if a promise was broken; the message names the seed
   */
  public static String run(long seed) {
    try (Simulation simulation = new Simulation(seed)) {
      return simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private String run() {
    server.start();
    cluster.start();
    check();
    watch();
    require(clock.runUntil(() -> over, LONGEST), "something never ends: " + unfinished());
    checkEndings();
    return "%d jobs, %d crashes, over at %s"
        .formatted(owners.size(), server.crashes(), clock.instant());
  }

  private boolean isOver() {
    return cloud.ledger().alive().isEmpty()
        && owners.stream().allMatch(SimulatedOwner::done)
        && store.load().jobs().isEmpty();
  }

  private String unfinished() {
    return "jobs %s, claims %s, nodes %s"
        .formatted(
            store.load().jobs().stream().map(Job::state).toList(),
            store.load().claims(),
            cloud.ledger().alive());
  }

  private void check() {
    checkOrders();
    checkCapacity();
    over = isOver();
    clock.after(CHECK, this::check);
  }

  private void watch() {
    checkRanks();
    clock.after(WATCH, this::watch);
  }

  private void checkOrders() {
    for (SimulatedOwner owner : owners) {
      JobId id = owner.acknowledged();
      require(
          id == null || store.history().job(id).isPresent(), "acknowledged order is lost: " + id);
    }
  }

  private void checkCapacity() {
    int charged = 0;
    for (Claim claim : store.load().claims()) {
      charged += claim.closed() ? 0 : claim.nodes() * claim.node().cores();
      int alive = cloud.ledger().mostAlive(claim.id());
      require(alive <= claim.nodes(), "%d nodes of claim %s".formatted(alive, claim));
    }
    require(charged <= CORES, "%d of %d cores are charged".formatted(charged, CORES));
  }

  private void checkRanks() {
    Map<String, SimulatedAgent> running = new HashMap<>();
    for (SimulatedAgent agent : cluster.agents()) {
      for (int rank : agent.living()) {
        String key = job(agent.claim()) + " rank " + rank;
        require(running.put(key, agent) == null, "lives twice: " + key);
      }
      running.values().stream()
          .filter(other -> job(other.claim()).equals(job(agent.claim())))
          .filter(other -> !agent.living().isEmpty())
          .forEach(other -> require(other.epoch() == agent.epoch(), "two epochs live"));
    }
  }

  private void checkEndings() {
    for (SimulatedOwner owner : owners) {
      Job job = store.history().job(Objects.requireNonNull(owner.acknowledged())).orElseThrow();
      if (!(job.state() instanceof JobState.Finished finished)) {
        throw new AssertionError("not finished: " + job.state());
      }
      Outcome outcome = finished.ending().outcome();
      require(
          outcome != Outcome.CANCELLED || owner.cancelled(), "cancelled by nobody: " + job.id());
      Cause cause = finished.ending().cause();
      require(outcome != Outcome.FAILED || cause != null, "failed without a cause: " + job.id());
      if (cause != null && cause.code() == FaultCode.USER_EXIT) {
        checkRoot(job, cause);
      }
    }
    require(
        cloud.owned(SimulatedServer.OWNER).items().stream().noneMatch(this::lives), "left over");
  }

  private boolean lives(OwnedResource resource) {
    return cloud.ledger().alive().stream().map(SimulatedNode::id).anyMatch(resource.id()::equals);
  }

  private void checkRoot(Job job, Cause cause) {
    Integer first = cluster.firstFailed(job.attempts().getLast().claim());
    require(
        first != null && first.equals(cause.rank()),
        "%s blames rank %s, the first to fail was %s".formatted(job.id(), cause.rank(), first));
  }

  private static String job(ClaimId claim) {
    return claim.value().substring(0, claim.value().indexOf('-'));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static SimulatedCloud cloud(VirtualClock clock, Chance chance, Weather weather) {
    Flavor flavor =
        new Flavor("node", new NodeSize(CORES, 1L << 36, null), 1, true, BigDecimal.ONE);
    return new SimulatedCloud(
        new ProviderId("cloud"), clock, chance.seed(), weather, List.of(flavor));
  }
}
