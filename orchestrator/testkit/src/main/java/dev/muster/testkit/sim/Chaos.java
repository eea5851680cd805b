package dev.muster.testkit.sim;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.store.SqliteStore;
import dev.muster.tck.cloud.SimulatedCloud;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What befalls a cluster from outside: every now and then something, for the first few hours. */
final class Chaos {
  private static final Duration LENGTH = Duration.ofHours(2);
  private static final Duration SPLIT = Duration.ofMinutes(6);
  private static final Duration SHORT_SPLIT = Duration.ofMinutes(2);
  private static final Duration FULL = Duration.ofMinutes(4);
  private static final Duration SLEEP = Duration.ofMinutes(10);
  private static final Duration OUTAGE = Duration.ofMinutes(3);
  private static final Duration NOTICED = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Chance chance;
  private final SimulatedCloud cloud;
  private final CrashingJournal journal;
  private final SqliteStore store;
  private final Duration pause;
  private int faults;

  Chaos(
      Cluster cluster,
      SimulatedCloud cloud,
      CrashingJournal journal,
      SqliteStore store,
      Duration pause) {
    this.cluster = cluster;
    this.chance = cluster.chance();
    this.cloud = cloud;
    this.journal = journal;
    this.store = store;
    this.pause = pause;
  }

  /** How much has happened. */
  int faults() {
    return faults;
  }

  void start() {
    cluster.clock().after(chance.upTo(pause), this::strike);
  }

  private void strike() {
    faults++;
    switch (chance.between(0, 12)) {
      case 0 -> killAgent(anAgent());
      case 1 -> loseNode(anAgent());
      case 2 -> cut(anAgent(), SPLIT);
      case 3 -> cut(anAgent(), SHORT_SPLIT);
      case 4 -> cluster.network().split(chance.upTo(SHORT_SPLIT));
      case 5 -> cluster.network().split(chance.upTo(SPLIT));
      case 6 -> journal.fill(chance.upTo(FULL));
      case 7 -> cluster.server().pause(chance.upTo(SLEEP));
      case 8 -> sleep(chance.upTo(SLEEP));
      case 9 -> pause(anAgent());
      case 10 -> cluster.server().crash();
      case 11 -> cloud.outage(chance.upTo(OUTAGE));
      default -> damage();
    }
    if (cluster.clock().instant().isBefore(VirtualClock.START.plus(LENGTH))) {
      cluster.clock().after(chance.upTo(pause), this::strike);
    }
  }

  private @Nullable SimulatedAgent anAgent() {
    List<SimulatedAgent> agents = List.copyOf(cluster.agents());
    return agents.isEmpty() ? null : agents.get(chance.between(0, agents.size() - 1));
  }

  /** Whether its provider ever notices is another matter. */
  private void killAgent(@Nullable SimulatedAgent agent) {
    if (agent != null) {
      agent.die();
      if (chance.of(0.5)) {
        cluster.clock().after(chance.upTo(NOTICED), () -> cloud.lose(agent.instance()));
      }
    }
  }

  private void loseNode(@Nullable SimulatedAgent agent) {
    if (agent != null) {
      cloud.lose(agent.instance());
    }
  }

  private void cut(@Nullable SimulatedAgent agent, Duration atMost) {
    if (agent != null) {
      cluster.network().cut(agent.instance(), chance.upTo(atMost));
    }
  }

  /** Its ranks go on. */
  private void pause(@Nullable SimulatedAgent agent) {
    if (agent != null) {
      agent.party().pause(chance.upTo(SPLIT));
    }
  }

  /** The server's machine is that of all agents, and sleeps. */
  private void sleep(Duration length) {
    cluster.server().pause(length);
    cluster.pause(length);
  }

  /** What was recorded of a checkpoint is no longer so. */
  private void damage() {
    List<Checkpoint> verified =
        store.load().checkpoints().stream().filter(c -> c.state() == State.VERIFIED).toList();
    if (!verified.isEmpty()) {
      Checkpoint one = chance.of(0.5) ? newest(verified) : chance.oneOf(verified);
      cluster.disk().damage(one.path());
    }
  }

  private static Checkpoint newest(List<Checkpoint> checkpoints) {
    return checkpoints.stream().max(Comparator.comparingLong(Checkpoint::step)).orElseThrow();
  }
}
