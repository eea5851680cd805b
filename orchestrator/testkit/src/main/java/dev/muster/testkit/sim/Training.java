package dev.muster.testkit.sim;

import dev.muster.model.JobId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ranks of one epoch do together: they step together or not at all, write checkpoints now
 * and then, and when one of them fails the others lose their connections to it.
 */
final class Training {
  private static final Duration CASCADE = Duration.ofSeconds(3);
  private static final Duration SAVING = Duration.ofSeconds(4);
  private static final Duration FINISHING = Duration.ofSeconds(2);
  private static final List<String> LOST_PEER = List.of("RuntimeError: Connection reset by peer");
  private static final List<String> TAKEN = List.of("OSError: [Errno 98] Address already in use");

  /** What can go wrong with a rank. */
  enum Trouble {
    EXIT,
    SIGNAL,
    MEMORY,
    PORT,
    HANG,
    LINE
  }

  /** The first thing that went wrong, and with whom. */
  record Root(Trouble trouble, int rank, int number) {}

  private final Cluster cluster;
  private final Temper temper;
  private final JobId job;
  private final int attempt;
  private final int world;
  private final Party party;
  private final TreeMap<Integer, SimulatedAgent> ranks = new TreeMap<>();
  private final long from;
  private long step;
  private long saved;
  private boolean savesNow;
  private @Nullable Root root;

  Training(Cluster cluster, JobId job, int attempt, int world, long from) {
    this.cluster = cluster;
    this.temper = cluster.temper(job);
    this.job = job;
    this.attempt = attempt;
    this.world = world;
    this.from = from;
    this.step = from;
    this.saved = from;
    this.party = cluster.party();
  }

  long step() {
    return step;
  }

  /** What went wrong first; null while nothing has. */
  @Nullable Root root() {
    return root;
  }

  Party party() {
    return party;
  }

  /** A rank has started; the first step comes when all have. */
  void join(SimulatedAgent agent, int rank) {
    ranks.put(rank, agent);
    if (ranks.size() == world) {
      party.after(temper.step(), this::tick);
    }
  }

  /** A rank has ended, for whatever reason. */
  void left(int rank) {
    ranks.remove(rank);
  }

  /** A rank could not even be started. */
  void unstartable(SimulatedAgent agent, int rank) {
    strike(new Root(Trouble.EXIT, rank, 127), agent);
  }

  /** A node is gone with its ranks: the others lose their connections. */
  void nodeLost() {
    cascade(List.copyOf(ranks.keySet()));
  }

  private boolean complete() {
    return ranks.size() == world;
  }

  private void tick() {
    if (!complete()) {
      return;
    }
    Root trouble = root == null ? trouble() : null;
    if (trouble != null) {
      strike(trouble, ranks.get(trouble.rank()));
    }
    if (trouble != null && trouble.trouble() != Trouble.LINE) {
      return;
    }
    step++;
    Set<SimulatedAgent> agents = new LinkedHashSet<>(ranks.values());
    agents.forEach(agent -> agent.stepped(step));
    if (step % temper.every() == 0) {
      write();
    }
    if (step >= temper.steps()) {
      List.copyOf(ranks.keySet()).forEach(rank -> end(rank, FINISHING, 0, List.of()));
    } else {
      party.after(temper.step(), this::tick);
    }
  }

  private @Nullable Root trouble() {
    int rank = cluster.chance().between(0, world - 1);
    if (temper.doomedAt() != null && step == temper.doomedAt()) {
      return new Root(Trouble.EXIT, rank, 1);
    }
    if (step == from && cluster.chance().of(temper.failure())) {
      return new Root(Trouble.PORT, 0, 1);
    }
    if (!cluster.chance().of(temper.failure())) {
      return null;
    }
    return switch (cluster.chance().between(0, 6)) {
      case 0 -> new Root(Trouble.SIGNAL, rank, cluster.chance().of(0.5) ? 9 : 11);
      case 1 -> new Root(Trouble.MEMORY, rank, 9);
      case 2 -> temper.recovery().hangAfter() == null ? null : new Root(Trouble.HANG, rank, 0);
      case 3 -> temper.lineRule() < 0 ? null : new Root(Trouble.LINE, rank, temper.lineRule());
      default -> new Root(Trouble.EXIT, rank, cluster.chance().between(1, 6));
    };
  }

  private void strike(Root trouble, @Nullable SimulatedAgent agent) {
    if (root != null || agent == null) {
      return;
    }
    root = trouble;
    int rank = trouble.rank();
    switch (trouble.trouble()) {
      case EXIT -> agent.exit(rank, trouble.number(), null, false, List.of("Traceback"));
      case PORT -> agent.exit(rank, trouble.number(), null, false, TAKEN);
      case SIGNAL -> agent.exit(rank, 0, trouble.number(), false, List.of());
      case MEMORY -> agent.exit(rank, 0, trouble.number(), true, List.of());
      case LINE -> agent.matched(rank, trouble.number());
      case HANG -> {}
    }
    if (trouble.trouble() != Trouble.LINE && trouble.trouble() != Trouble.HANG) {
      cascade(List.copyOf(ranks.keySet()));
    }
  }

  /** Some notice at once, some hang until they are stopped. */
  private void cascade(List<Integer> others) {
    for (int rank : others) {
      if (cluster.chance().of(0.7)) {
        end(rank, CASCADE, 1, LOST_PEER);
      }
    }
  }

  private void end(int rank, Duration within, int code, List<String> lines) {
    SimulatedAgent agent = ranks.get(rank);
    if (agent != null) {
      party.after(
          cluster.chance().upTo(within),
          () -> {
            if (ranks.containsKey(rank)) {
              agent.exit(rank, code, null, false, lines);
            }
          });
    }
  }

  /** The ranks were asked for a checkpoint. */
  void save() {
    if (temper.catches() && !savesNow) {
      savesNow = true;
      party.after(cluster.chance().upTo(SAVING), this::saveOnce);
    }
  }

  /** Whether its ranks write when asked. */
  boolean catches() {
    return temper.catches();
  }

  private void saveOnce() {
    if (complete() && root == null && step > saved) {
      write();
    }
  }

  private void write() {
    SimulatedAgent lead = ranks.get(0);
    if (lead != null && step > saved) {
      String path = "/%s/step-%d".formatted(job, step);
      cluster.disk().write(path, attempt, step);
      saved = step;
      lead.announce(step, path);
    }
  }
}
