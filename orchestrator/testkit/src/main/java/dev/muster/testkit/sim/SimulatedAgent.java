package dev.muster.testkit.sim;

import dev.muster.model.JobId;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.model.run.CheckpointContent;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An agent and its ranks, as the engine's directives move them. What its ranks have to tell is
 * spooled until the server has it.
 */
final class SimulatedAgent {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration PREPARATION = Duration.ofSeconds(30);
  private static final Duration PREPARED_BEFORE = Duration.ofSeconds(1);
  private static final Duration STARTING = Duration.ofSeconds(2);
  private static final Duration HASTE = Duration.ofSeconds(5);
  private static final Duration CHORE = Duration.ofSeconds(3);
  private static final double SLOW = 0.05;
  private static final Duration SLOW_CHORE = Duration.ofMinutes(4);
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);
  private static final int LINES_AT_ONCE = 30;

  /** A line of progress; {@code path} is that of a checkpoint, or null. */
  record Line(long offset, long epoch, long step, @Nullable String path) {}

  private record Wanted(long epoch, Chore chore) {}

  private final Cluster cluster;
  private final ClaimId claim;
  private final int node;
  private final String instance;
  private final Party party;
  private final TreeMap<Integer, RankReport> ranks = new TreeMap<>();
  private final Deque<Line> spool = new ArrayDeque<>();
  private final Map<Wanted, Instant> chores = new HashMap<>();
  private final Set<Wanted> working = new HashSet<>();
  private final Map<Wanted, ChoreReport> untold = new HashMap<>();
  private WorkerPhase phase = WorkerPhase.IDLE;
  private @Nullable Integer port;
  private @Nullable WorkerFault fault;
  private @Nullable Training training;
  private @Nullable Directive newest;
  private boolean preparedBefore;
  private boolean terminating;
  private boolean leaving;
  private long epoch;
  private long sequence;
  private long lines;

  SimulatedAgent(Cluster cluster, ClaimId claim, int node, String instance) {
    this.cluster = cluster;
    this.claim = claim;
    this.node = node;
    this.instance = instance;
    this.party = cluster.party();
    heartbeat();
  }

  boolean alive() {
    return party.alive();
  }

  Party party() {
    return party;
  }

  ClaimId claim() {
    return claim;
  }

  int node() {
    return node;
  }

  String instance() {
    return instance;
  }

  long epoch() {
    return epoch;
  }

  JobId job() {
    return Cluster.job(claim);
  }

  /** The ranks whose process lives. */
  List<Integer> living() {
    return ranks.values().stream().filter(r -> !r.exited()).map(RankReport::rank).toList();
  }

  /** It is gone with its ranks, without a word. */
  void die() {
    if (!alive()) {
      return;
    }
    party.end();
    List<Integer> lost = living();
    ranks.clear();
    if (training != null && !lost.isEmpty()) {
      lost.forEach(training::left);
      training.nodeLost();
    }
  }

  private void heartbeat() {
    report();
    deliver();
    tellChores();
    pursue();
    settle();
    party.after(HEARTBEAT, this::heartbeat);
  }

  private void report() {
    if (!alive()) {
      return;
    }
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
            fault,
            cluster.clock().millis());
    send(
        () -> cluster.server().report(report, answer -> send(() -> party.run(() -> obey(answer)))));
  }

  private void send(Runnable delivery) {
    cluster.network().send(instance, delivery);
  }

  private void deliver() {
    if (spool.isEmpty() || !alive()) {
      return;
    }
    List<Line> piece = spool.stream().limit(LINES_AT_ONCE).toList();
    send(() ->
        cluster
            .server()
            .deliver(claim, node, instance, piece, end -> send(() -> party.run(() -> has(end)))));
  }

  /** The server has everything up to here. */
  private void has(long end) {
    spool.removeIf(line -> line.offset() <= end);
    if (!spool.isEmpty()) {
      deliver();
    }
    settle();
  }

  private void obey(Directive directive) {
    Directive former = newest;
    if (former == null || directive.revision() >= former.revision()) {
      newest = directive;
      pursue();
    }
  }

  /** One step towards what is wanted. */
  private void pursue() {
    Directive wanted = newest;
    if (!alive() || wanted == null) {
      return;
    }
    if (leaving || wanted.order() == Order.EXIT) {
      leaving = true;
      stop(HASTE, false);
      return;
    }
    if (wanted.epoch() < epoch) {
      return;
    }
    takeChores(wanted);
    if (wanted.epoch() > epoch && busy()) {
      stop(HASTE, false);
      return;
    }
    if (wanted.epoch() > epoch) {
      begin(wanted.epoch());
    }
    switch (wanted.order()) {
      case WAIT, EXIT -> {}
      case PREPARE -> prepare();
      case RUN -> run(wanted);
      case STOP -> stop(grace(wanted), wanted.saveSignal() != null);
    }
  }

  private static Duration grace(Directive wanted) {
    return wanted.graceSeconds() == null ? HASTE : Duration.ofSeconds(wanted.graceSeconds());
  }

  private boolean busy() {
    return switch (phase) {
      case PREPARING, RUNNING, STOPPING, FAILED -> true;
      case IDLE, READY, STOPPED -> false;
    };
  }

  private void begin(long next) {
    epoch = next;
    phase = WorkerPhase.IDLE;
    ranks.clear();
    training = null;
    port = null;
    fault = null;
    terminating = false;
  }

  private void prepare() {
    if (phase == WorkerPhase.IDLE) {
      enter(WorkerPhase.PREPARING);
      later(preparedBefore ? PREPARED_BEFORE : PREPARATION, this::prepared);
    }
  }

  private void prepared() {
    if (phase != WorkerPhase.PREPARING) {
      return;
    }
    if (!preparedBefore && cluster.chance().of(cluster.temper(job()).setupFailure())) {
      cluster.setupFailed(job());
      fault = new WorkerFault(FaultCode.SETUP_FAILED.word(), "setup exited with 1", List.of());
      enter(WorkerPhase.FAILED);
      return;
    }
    preparedBefore = true;
    port = node == 0 ? 29500 : null;
    enter(WorkerPhase.READY);
    pursue();
  }

  private void run(Directive wanted) {
    prepare();
    Launch launch = wanted.launch();
    if (phase != WorkerPhase.READY || launch == null) {
      return;
    }
    Training joined = cluster.training(this, launch);
    training = joined;
    phase = WorkerPhase.RUNNING;
    for (RankLaunch rank : launch.ranks()) {
      int it = rank.rank();
      ranks.put(it, new RankReport(it, 1, false, null, null, false, 0, List.of()));
      later(STARTING, () -> started(joined, it));
    }
    report();
  }

  private void started(Training joined, int rank) {
    RankReport own = ranks.get(rank);
    if (own == null || own.exited()) {
      return;
    }
    joined.join(this, rank);
    if (cluster.chance().of(0.002)) {
      joined.unstartable(this, rank);
    }
  }

  /** The ranks have come to a step. */
  void stepped(long step) {
    spool.add(new Line(++lines, epoch, step, null));
    deliver();
  }

  /** All ranks have written a checkpoint. */
  void announce(long step, String path) {
    spool.add(new Line(++lines, epoch, step, path));
    deliver();
  }

  /** A rank's process ends by itself. */
  void exit(int rank, int code, @Nullable Integer signal, boolean memory, List<String> lastLines) {
    ended(rank, code, signal, terminating, memory, lastLines);
  }

  private void ended(
      int rank,
      int code,
      @Nullable Integer signal,
      boolean ordered,
      boolean memory,
      List<String> lastLines) {
    RankReport running = ranks.get(rank);
    if (!alive() || running == null || running.exited()) {
      return;
    }
    ranks.put(
        rank,
        new RankReport(
            rank,
            1,
            true,
            signal == null ? Integer.valueOf(code) : null,
            signal,
            ordered,
            cluster.clock().millis(),
            lastLines,
            memory,
            running.match()));
    if (training != null) {
      training.left(rank);
    }
    party.run(this::report);
    party.run(this::settle);
  }

  /** A rank has printed a line that a rule looks for. */
  void matched(int rank, int rule) {
    RankReport running = ranks.get(rank);
    if (running != null && !running.exited()) {
      LogMatch match = new LogMatch(rule, Temper.LOG_RULE);
      ranks.put(
          rank, new RankReport(rank, 1, false, null, null, false, 0, List.of(), false, match));
      party.run(this::report);
    }
  }

  private void stop(Duration grace, boolean save) {
    if (phase == WorkerPhase.STOPPED) {
      settle();
      return;
    }
    if (phase != WorkerPhase.STOPPING) {
      terminating = false;
      enter(WorkerPhase.STOPPING);
      if (save && training != null && training.catches() && !living().isEmpty()) {
        training.save();
        afterwards(grace, () -> terminate(grace));
        return;
      }
    }
    if (!save) {
      terminate(grace);
    }
  }

  private void terminate(Duration grace) {
    if (terminating || phase != WorkerPhase.STOPPING) {
      return;
    }
    terminating = true;
    for (int rank : living()) {
      if (cluster.chance().of(0.1)) {
        afterwards(grace, () -> ended(rank, 0, 9, true, false, List.of()));
      } else {
        Duration soon = grace.compareTo(HASTE) < 0 ? grace : HASTE;
        later(soon, () -> ended(rank, 0, 15, true, false, List.of()));
      }
    }
    settle();
  }

  /** Stopped is who has no process left and has said everything. */
  private void settle() {
    boolean over = phase == WorkerPhase.STOPPING && terminating && living().isEmpty();
    if (over && (spool.isEmpty() || leaving)) {
      enter(WorkerPhase.STOPPED);
      pursue();
    }
    if (leaving && phase == WorkerPhase.STOPPED) {
      party.end();
    }
  }

  private void enter(WorkerPhase next) {
    phase = next;
    report();
  }

  private void takeChores(Directive wanted) {
    Instant now = cluster.clock().instant();
    List<Wanted> all = new ArrayList<>();
    wanted.chores().forEach(chore -> all.add(new Wanted(wanted.epoch(), chore)));
    chores.keySet().retainAll(all);
    untold.keySet().retainAll(all);
    for (Wanted it : all) {
      Instant done = chores.get(it);
      boolean forgotten =
          done != null
              && !untold.containsKey(it)
              && !working.contains(it)
              && done.plus(FORGOTTEN).isBefore(now);
      if (done == null || forgotten) {
        chores.put(it, now);
        working.add(it);
        boolean slow = cluster.chance().of(SLOW);
        party.after(cluster.chance().upTo(slow ? SLOW_CHORE : CHORE), () -> work(it));
      }
    }
  }

  private void work(Wanted it) {
    working.remove(it);
    if (!chores.containsKey(it)) {
      return;
    }
    CheckpointContent content = null;
    if (it.chore().task() == Chore.Task.PRUNE) {
      cluster.prune(job(), it.chore().path());
    } else {
      content = cluster.disk().look(it.chore().path(), it.epoch(), cluster.blindness());
    }
    untold.put(
        it,
        new ChoreReport(
            claim.value(),
            node,
            it.epoch(),
            it.chore().task(),
            it.chore().path(),
            content,
            content == null ? "Input/output error" : null));
    tellChores();
  }

  private void tellChores() {
    Map.copyOf(untold)
        .forEach((it, report) ->
            send(() ->
                cluster
                    .server()
                    .chore(report, () -> send(() -> party.run(() -> untold.remove(it))))));
  }

  private void later(Duration atMost, Runnable action) {
    afterwards(cluster.chance().upTo(atMost), action);
  }

  /** Does something after a while, unless another epoch has begun. */
  private void afterwards(Duration delay, Runnable action) {
    long mine = epoch;
    party.after(
        delay,
        () -> {
          if (epoch == mine) {
            action.run();
          }
        });
  }
}
