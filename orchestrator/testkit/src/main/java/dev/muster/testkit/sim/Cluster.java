package dev.muster.testkit.sim;

import dev.muster.engine.world.Checkpoint;
import dev.muster.model.JobId;
import dev.muster.model.agent.Launch;
import dev.muster.spi.ClaimId;
import dev.muster.store.History;
import dev.muster.tck.cloud.SimulatedCloud;
import dev.muster.tck.cloud.SimulatedNode;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machines: starts an agent on every node that comes to be, and ends it with its node. */
final class Cluster {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration BOOT = Duration.ofSeconds(20);

  private record Epoch(JobId job, long epoch) {}

  private final VirtualClock clock;
  private final Chance chance;
  private final SimulatedCloud cloud;
  private final Network network;
  private final SimulatedServer server;
  private final History history;
  private final CheckpointDisk disk;
  private final double blindness;
  private final Map<String, @Nullable SimulatedAgent> agents = new LinkedHashMap<>();
  private final Map<Epoch, Training> trainings = new LinkedHashMap<>();
  private final Map<String, Temper> tempers = new HashMap<>();
  private final Set<JobId> setupFailed = new HashSet<>();

  Cluster(
      VirtualClock clock,
      Chance chance,
      SimulatedCloud cloud,
      Network network,
      SimulatedServer server,
      History history,
      double blindness) {
    this.clock = clock;
    this.chance = chance;
    this.cloud = cloud;
    this.network = network;
    this.server = server;
    this.history = history;
    this.disk = new CheckpointDisk(chance);
    this.blindness = blindness;
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

  CheckpointDisk disk() {
    return disk;
  }

  /** The chance that a folder cannot be read although nothing is wrong with it. */
  double blindness() {
    return blindness;
  }

  /** A process on one of the machines. */
  Party party() {
    return new Party(clock);
  }

  /** The agents that live. */
  Collection<SimulatedAgent> agents() {
    return agents.values().stream().filter(a -> a != null && a.alive()).toList();
  }

  /** Everything on all machines stands still for a while. */
  void pause(Duration length) {
    agents().forEach(agent -> agent.party().pause(length));
    trainings.values().forEach(training -> training.party().pause(length));
  }

  /** Jobs whose ids begin like this behave in this way. */
  void expect(String prefix, Temper temper) {
    tempers.put(prefix, temper);
  }

  Temper temper(JobId job) {
    return Objects.requireNonNull(tempers.get(prefix(job)), "temper of " + job);
  }

  /** A job's id up to the number of its submission. */
  static String prefix(JobId job) {
    return job.value().substring(0, job.value().indexOf('x'));
  }

  /** Whose claim it is. */
  static JobId job(ClaimId claim) {
    return new JobId(claim.value().substring(0, claim.value().indexOf('-')));
  }

  void setupFailed(JobId job) {
    setupFailed.add(job);
  }

  boolean hasSetupFailed(JobId job) {
    return setupFailed.contains(job);
  }

  /** The training of an epoch; null before its first rank was launched. */
  @Nullable Training training(JobId job, long epoch) {
    return trainings.get(new Epoch(job, epoch));
  }

  /** The highest step that any epoch of a job has reached. */
  long reached(JobId job) {
    return trainings.entrySet().stream()
        .filter(entry -> entry.getKey().job().equals(job))
        .mapToLong(entry -> entry.getValue().step())
        .max()
        .orElse(0);
  }

  /** The training that an agent's ranks take part in. */
  Training training(SimulatedAgent agent, Launch launch) {
    Map<String, String> variables = launch.ranks().getFirst().environment();
    String from = variables.get("MUSTER_RESUME_FROM");
    if (from != null) {
      CheckpointDisk.Folder folder = disk.folder(from);
      Simulation.require(
          folder != null && folder.foundSoundIn(agent.epoch()),
          "%s takes up from %s in epoch %d, which is not sound"
              .formatted(agent.job(), from, agent.epoch()));
    }
    long step = from == null ? 0 : Long.parseLong(from.substring(from.lastIndexOf('-') + 1));
    int attempt = Integer.parseInt(Objects.requireNonNull(variables.get("MUSTER_ATTEMPT")));
    int world = Integer.parseInt(Objects.requireNonNull(variables.get("MUSTER_WORLD_SIZE")));
    return trainings.computeIfAbsent(
        new Epoch(agent.job(), agent.epoch()),
        e -> new Training(this, agent.job(), attempt, world, step));
  }

  /** A folder is removed by order; never one that is still needed. */
  void prune(JobId job, String path) {
    CheckpointDisk.Folder folder = disk.folder(path);
    if (folder == null) {
      return;
    }
    long newer =
        history.checkpoints(job).stream()
            .filter(c -> c.step() > folder.step && c.content() != null)
            .count();
    Simulation.require(
        newer >= temper(job).keep(), "%s is pruned with %d newer ones".formatted(path, newer));
    Simulation.require(
        history.checkpoints(job).stream()
            .filter(c -> c.path().equals(path) && c.attempt() == folder.attempt)
            .allMatch(Cluster::over),
        "%s is pruned, which attempt %d has just written".formatted(path, folder.attempt));
    disk.remove(path);
  }

  private static boolean over(Checkpoint checkpoint) {
    return switch (checkpoint.state()) {
      case PRUNING, PRUNED, BROKEN -> true;
      case ANNOUNCED, VERIFIED -> false;
    };
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
        .filter(node -> !chance.of(blindness / 2))
        .forEach(node -> agents.put(id, new SimulatedAgent(this, node.claim(), node.index(), id)));
  }
}
