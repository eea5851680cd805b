package dev.muster.testkit.sim;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.ProviderId;
import dev.muster.store.History;
import dev.muster.store.RecordedEvent;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One course of a cluster's life under one seed, with the promises checked all along:
 *
 * <ul>
 *   <li>no acknowledged order is lost: what it orders is in the history, once, and what it forbids
 *       does not happen;
 *   <li>no two attempts of a job live at a time, and no rank twice, also not over two claims;
 *   <li>no capacity is counted twice, and nobody is overtaken;
 *   <li>every journaled intent is resolved, and nothing is left at the provider;
 *   <li>nothing recovers without a cause: each failed attempt names what really went wrong first,
 *       and no pause, short split or restart of the server counts as somebody's silence;
 *   <li>every job ends, and as failed only when the ladder says so;
 *   <li>an attempt takes up from the newest checkpoint that is verified and found intact again, so
 *       it loses at most an interval and what broken checkpoints cost;
 *   <li>no more checkpoints are kept than wanted, and none is removed that is still needed.
 * </ul>
 */
public final class Simulation implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration ARRIVALS = Duration.ofMinutes(10);
  private static final Duration CHECK = Duration.ofMinutes(1);
  private static final Duration WATCH = Duration.ofSeconds(1);
  static final int CORES = 8;

  /** How much of the history a failure shows. */
  private static final int EVENTS = 100;

  private final VirtualClock clock = new VirtualClock();
  private final SqliteStore store = SqliteStore.inMemory();
  private final Witness witness = new Witness(store);
  private final SimulatedCloud cloud;
  private final SimulatedServer server;
  private final Cluster cluster;
  private final @Nullable Chaos chaos;
  private final List<SimulatedOwner> owners = new ArrayList<>();
  private boolean over;

  private Simulation(long seed) {
    Chance chance = new Chance(seed);
    double trouble = chance.between(0, 12) / 100.0;
    Weather weather = chance.of(0.3) ? Weather.calm() : Weather.stormy();
    cloud = cloud(clock, chance, weather);
    CrashingJournal journal = new CrashingJournal(store, clock, chance, trouble / 6, witness::see);
    server = new SimulatedServer(clock, chance, journal, store.history(), cloud, trouble / 4);
    cluster =
        new Cluster(
            clock,
            chance,
            cloud,
            new Network(clock, chance, trouble),
            server,
            store.history(),
            trouble / 4);
    witness.compareWith(new Truth(cluster, cloud));
    Duration pause = Duration.ofSeconds(chance.between(60, 600));
    chaos = chance.of(0.2) ? null : new Chaos(cluster, cloud, journal, store, pause);
    int jobs = chance.between(2, 7);
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
      try {
        return simulation.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d: %s%n%s".formatted(seed, e.getMessage(), simulation.lastEvents()), e);
      }
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private String run() {
    server.start();
    cluster.start();
    if (chaos != null) {
      chaos.start();
    }
    check();
    watch();
    require(clock.runUntil(() -> over, LONGEST), "something never ends: " + unfinished());
    List<Job> jobs = checkEndings();
    return "%d jobs, %d attempts, %d crashes, %d faults, %d checkpoints damaged, over after %s"
        .formatted(
            jobs.size(),
            jobs.stream().mapToInt(job -> job.attempts().size()).sum(),
            server.crashes(),
            chaos == null ? 0 : chaos.faults(),
            cluster.disk().damages(),
            Duration.between(VirtualClock.START, clock.instant()));
  }

  private String lastEvents() {
    List<RecordedEvent> all = new ArrayList<>();
    List<RecordedEvent> page;
    long after = 0;
    do {
      page = store.history().events(after, History.EVENTS_MAX);
      all.addAll(page);
      after = page.isEmpty() ? after : page.getLast().sequence();
    } while (!page.isEmpty());
    return all.subList(Math.max(0, all.size() - EVENTS), all.size()).stream()
        .map(e -> "  %s %s %s".formatted(e.at(), e.event().job(), e.event().summary()))
        .collect(Collectors.joining("\n"));
  }

  private boolean isOver() {
    return cloud.ledger().alive().isEmpty()
        && owners.stream().allMatch(SimulatedOwner::done)
        && witness.idle();
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
    checkNodes();
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

  private void checkNodes() {
    for (Claim claim : store.load().claims()) {
      int alive = cloud.ledger().mostAlive(claim.id());
      require(alive <= claim.nodes(), "%d nodes of claim %s".formatted(alive, claim));
    }
  }

  private void checkRanks() {
    Map<String, SimulatedAgent> running = new HashMap<>();
    for (SimulatedAgent agent : cluster.agents()) {
      for (int rank : agent.living()) {
        String key = agent.job() + " rank " + rank;
        require(running.put(key, agent) == null, "lives twice: " + key);
      }
      running.values().stream()
          .filter(other -> other.job().equals(agent.job()))
          .filter(other -> !agent.living().isEmpty())
          .forEach(other -> require(other.epoch() == agent.epoch(), "two epochs live"));
    }
  }

  private List<Job> checkEndings() {
    List<Job> jobs = new ArrayList<>();
    for (SimulatedOwner owner : owners) {
      Job job = store.history().job(Objects.requireNonNull(owner.acknowledged())).orElseThrow();
      jobs.add(job);
      if (!(job.state() instanceof JobState.Finished finished)) {
        throw new AssertionError("not finished: " + job.state());
      }
      Outcome outcome = finished.ending().outcome();
      require(!owner.cancelled() || outcome == Outcome.CANCELLED, "not cancelled: " + job.id());
      for (Verb verb : Verb.values()) {
        int requested = witness.requested(job.id(), verb);
        require(requested <= owner.given(verb), "%s twice: %s".formatted(verb, job.id()));
      }
    }
    require(store.load().jobs().isEmpty(), "left in the journal: " + unfinished());
    require(
        cloud.owned(SimulatedServer.OWNER).items().stream().noneMatch(this::lives), "left over");
    return jobs;
  }

  private boolean lives(OwnedResource resource) {
    return cloud.ledger().alive().stream().map(SimulatedNode::id).anyMatch(resource.id()::equals);
  }

  static void require(boolean holds, String otherwise) {
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
