package dev.muster.testkit.sim;

import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An agent and its ranks, as the engine's directives move them. */
final class SimulatedAgent {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration PREPARATION = Duration.ofSeconds(30);
  private static final Duration TRAINING = Duration.ofMinutes(5);
  private static final Duration STOPPING = Duration.ofSeconds(5);
  private static final Duration CASCADE = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final ClaimId claim;
  private final int node;
  private final String instance;
  private final TreeMap<Integer, RankReport> ranks = new TreeMap<>();
  private WorkerPhase phase = WorkerPhase.IDLE;
  private @Nullable Integer port;
  private @Nullable WorkerFault fault;
  private @Nullable Launch launch;
  private long epoch;
  private long sequence;
  private long newestRevision = -1;
  private boolean alive = true;

  SimulatedAgent(Cluster cluster, ClaimId claim, int node, String instance) {
    this.cluster = cluster;
    this.claim = claim;
    this.node = node;
    this.instance = instance;
    heartbeat();
  }

  boolean alive() {
    return alive;
  }

  ClaimId claim() {
    return claim;
  }

  long epoch() {
    return epoch;
  }

  /** The ranks whose process lives. */
  List<Integer> living() {
    return ranks.values().stream().filter(r -> !r.exited()).map(RankReport::rank).toList();
  }

  /** The node under it is gone, and everything on it. */
  void die() {
    alive = false;
    ranks.clear();
  }

  /** A peer of its gang has failed: its own ranks lose their connections soon. */
  void peerFailed(long failedEpoch) {
    for (int rank : living()) {
      later(CASCADE, failedEpoch, () -> exit(rank, 1, null, false));
    }
  }

  private void heartbeat() {
    if (alive) {
      report();
      clock().after(HEARTBEAT, this::heartbeat);
    }
  }

  private void report() {
    WorkerReport report =
        new WorkerReport(
            claim.value(),
            node,
            instance,
            ++sequence,
            epoch,
            phase,
            "",
            port,
            List.copyOf(ranks.values()),
            fault);
    cluster
        .network()
        .send(() ->
            cluster.server().report(report, answer -> cluster.network().send(() -> obey(answer))));
  }

  private void obey(Directive directive) {
    if (!alive || directive.revision() < newestRevision) {
      return;
    }
    newestRevision = directive.revision();
    if (directive.epoch() > epoch) {
      epoch = directive.epoch();
      phase = WorkerPhase.IDLE;
      ranks.clear();
      port = null;
      fault = null;
      launch = null;
    }
    switch (directive.order()) {
      case WAIT -> {}
      case PREPARE -> prepare();
      case RUN -> run(directive.launch());
      case STOP -> stop();
      case EXIT -> die();
    }
  }

  private void prepare() {
    if (phase != WorkerPhase.IDLE) {
      return;
    }
    enter(WorkerPhase.PREPARING);
    later(PREPARATION, epoch, this::prepared);
  }

  private void prepared() {
    if (phase != WorkerPhase.PREPARING) {
      return;
    }
    if (cluster.chance().of(0.03)) {
      fault = new WorkerFault(FaultCode.SETUP_FAILED.word(), "setup exited with 1", List.of());
      enter(WorkerPhase.FAILED);
      return;
    }
    port = node == 0 ? 29500 : null;
    enter(WorkerPhase.READY);
    if (launch != null) {
      run(launch);
    }
  }

  private void run(@Nullable Launch wanted) {
    launch = wanted;
    prepare();
    if (phase != WorkerPhase.READY || wanted == null) {
      return;
    }
    for (RankLaunch rank : wanted.ranks()) {
      ranks.put(
          rank.rank(), new RankReport(rank.rank(), 1, false, null, null, false, 0, List.of()));
      later(
          TRAINING, epoch, () -> exit(rank.rank(), cluster.chance().of(0.05) ? 1 : 0, null, false));
    }
    enter(WorkerPhase.RUNNING);
  }

  private void exit(int rank, int code, @Nullable Integer signal, boolean ordered) {
    RankReport running = ranks.get(rank);
    if (running == null || running.exited()) {
      return;
    }
    long millis = clock().instant().toEpochMilli();
    RankReport ended =
        new RankReport(
            rank, 1, true, signal == null ? code : null, signal, ordered, millis, List.of());
    ranks.put(rank, ended);
    if (ended.failed()) {
      cluster.failed(claim, epoch, rank);
    }
    report();
  }

  private void stop() {
    if (phase == WorkerPhase.STOPPED || phase == WorkerPhase.STOPPING) {
      return;
    }
    enter(WorkerPhase.STOPPING);
    later(STOPPING, epoch, this::stopped);
  }

  private void stopped() {
    List<Integer> killed = new ArrayList<>(living());
    killed.forEach(rank -> exit(rank, 0, 15, true));
    enter(WorkerPhase.STOPPED);
  }

  private void enter(WorkerPhase next) {
    phase = next;
    report();
  }

  private void later(Duration atMost, long forEpoch, Runnable action) {
    Runnable guarded =
        () -> {
          if (alive && epoch == forEpoch) {
            action.run();
          }
        };
    clock().after(cluster.chance().upTo(atMost), guarded);
  }

  private VirtualClock clock() {
    return cluster.clock();
  }
}
