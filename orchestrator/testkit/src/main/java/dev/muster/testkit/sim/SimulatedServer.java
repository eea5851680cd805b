package dev.muster.testkit.sim;

import dev.muster.engine.core.Core;
import dev.muster.engine.core.Round;
import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.loop.DirectiveBoard;
import dev.muster.engine.port.Effect;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.WorkerReport;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Secret;
import dev.muster.store.History;
import dev.muster.tck.time.VirtualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server around the real engine: gathers inputs into batches, carries effects to the cloud, and
 * answers agents and people. A crash loses all but the journal and what was delivered, at any of
 * these places: before a commit, after it, between an effect's release and its call, between the
 * call and its answer, and between all of them.
 */
final class SimulatedServer {
  static final OwnerTag OWNER = new OwnerTag("simulated");
  private static final Duration GATHER = Duration.ofMillis(5);
  private static final Duration CALL = Duration.ofMillis(400);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A shorter pause passes for a slow moment. */
  private static final Duration NOTICED = Duration.ofSeconds(6);

  private static final Duration DOWN = Duration.ofSeconds(90);

  private record Waiting(Input input, Consumer<Step> answer) {}

  private record Pause(Instant begin, Instant end) {}

  private final VirtualClock clock;
  private final Chance chance;
  private final CrashingJournal journal;
  private final History history;
  private final CapacityProvider cloud;
  private final double trouble;
  private final Deliveries deliveries = new Deliveries();
  private final List<Waiting> gathered = new ArrayList<>();
  private Party process;
  private DirectiveBoard board = emptyBoard();
  private @Nullable Core core;
  private @Nullable FrontDesk desk;
  private final List<Pause> pauses = new ArrayList<>();
  private Instant startedAt = Instant.MIN;
  private int crashes;

  SimulatedServer(
      VirtualClock clock,
      Chance chance,
      CrashingJournal journal,
      History history,
      CapacityProvider cloud,
      double trouble) {
    this.clock = clock;
    this.chance = chance;
    this.journal = journal;
    this.history = history;
    this.cloud = cloud;
    this.trouble = trouble;
    this.process = new Party(clock);
  }

  /** How often it has died. */
  int crashes() {
    return crashes;
  }

  /** How long its process has run since then, in this life; when it stood still is not counted. */
  Duration awake(Instant since) {
    Instant from = since.isAfter(startedAt) ? since : startedAt;
    Duration awake = Duration.between(from, clock.instant());
    for (Pause pause : pauses) {
      Instant begin = pause.begin().isAfter(from) ? pause.begin() : from;
      awake =
          pause.end().isAfter(begin) ? awake.minus(Duration.between(begin, pause.end())) : awake;
    }
    return awake;
  }

  /** What of the agents' deliveries is on its disk. */
  Deliveries deliveries() {
    return deliveries;
  }

  /** Starts from what the journal holds. */
  void start() {
    Core started;
    try {
      started = new Core(journal);
    } catch (JournalException e) {
      clock.after(TICK, this::start);
      return;
    }
    process = new Party(clock);
    core = started;
    startedAt = clock.instant();
    pauses.clear();
    board = emptyBoard();
    board.post(started.world());
    desk = new FrontDesk(this, deliveries, started.world());
    offer(new Input.CapacityObserved(cloud.id(), cloud.catalog()), step -> {});
    tick();
  }

  /** Its process stands still for a while, as on a machine that sleeps. */
  void pause(Duration length) {
    process.pause(length);
    Instant now = clock.instant();
    Instant begin = pauses.isEmpty() ? now : later(now, pauses.getLast().end());
    Instant end = now.plus(length);
    if (end.isAfter(begin.plus(NOTICED))) {
      pauses.add(new Pause(begin, end));
    }
  }

  /** Its process is killed; another is started after a while. */
  void crash() {
    if (core == null) {
      return;
    }
    crashes++;
    process.end();
    core = null;
    desk = null;
    gathered.clear();
    clock.after(chance.upTo(DOWN), this::start);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static DirectiveBoard emptyBoard() {
    return new DirectiveBoard(new Directives((job, provider) -> "/" + job));
  }

  VirtualClock clock() {
    return clock;
  }

  Party process() {
    return process;
  }

  Directive directive(ClaimId claim, int node) {
    return board.directive(claim, node);
  }

  /** What is committed; null while that cannot be read. */
  @Nullable World world() {
    try {
      return core == null ? null : core.world();
    } catch (JournalException e) {
      return null;
    }
  }

  /** Takes a manifest; the answer to one that was taken before is the job that it made. */
  void submit(Input.Submit order, Consumer<JobId> answer) {
    process.run(() -> {
      String key = order.submission().idempotencyKey();
      Job made = core == null || key == null ? null : history.jobOfKey(key).orElse(null);
      if (made != null) {
        answer.accept(made.id());
        return;
      }
      offer(order, step -> answer.accept(made(order, step)));
    });
  }

  private static JobId made(Input.Submit order, Step step) {
    return switch (step) {
      case Step.Moved moved -> order.id();
      case Step.Ignored ignored -> ignored.existing().getFirst();
      case Step.Rejected rejected -> throw new AssertionError("refused: " + rejected.rejection());
    };
  }

  /** Takes an order about a job; one that was given before under its key is only answered. */
  void order(Input.Order order, Consumer<Step> answer) {
    process.run(() -> {
      OrderKey known =
          core == null || order.key() == null ? null : history.order(order.key()).orElse(null);
      if (known != null) {
        answer.accept(new Step.Ignored("given before", List.of()));
        return;
      }
      offer(order, answer);
    });
  }

  /** Takes an agent's report and answers with its directive. */
  void report(WorkerReport report, Consumer<Directive> answer) {
    process.run(() -> {
      if (desk != null) {
        desk.report(report, answer);
      }
    });
  }

  /** Takes a piece of an agent's progress and answers up to where it has everything. */
  void deliver(
      ClaimId claim,
      int node,
      String instance,
      List<SimulatedAgent.Line> lines,
      Consumer<Long> answer) {
    process.run(() -> {
      if (desk != null) {
        desk.deliver(claim, node, instance, lines, answer);
      }
    });
  }

  /** Takes what an agent did with a checkpoint's folder. */
  void chore(ChoreReport report, Runnable answer) {
    process.run(() -> offer(input(report), step -> answer.run()));
  }

  private static Input input(ChoreReport report) {
    ClaimId claim = new ClaimId(report.claim());
    return switch (report.task()) {
      case INSPECT ->
          new Input.CheckpointInspected(
              claim, report.epoch(), report.path(), report.content(), report.problem());
      case PRUNE -> new Input.CheckpointPruned(claim, report.path());
    };
  }

  /** Hands something to the engine; while the server is down it falls into the void. */
  void offer(Input input, Consumer<Step> answer) {
    if (core == null) {
      return;
    }
    if (gathered.isEmpty()) {
      process.after(chance.upTo(GATHER), this::stepAll);
    }
    gathered.add(new Waiting(input, answer));
  }

  private void tick() {
    offer(new Input.Tick(), step -> {});
    process.after(TICK, this::tick);
  }

  private void stepAll() {
    Core running = core;
    if (running == null) {
      return;
    }
    List<Waiting> batch = List.copyOf(gathered);
    gathered.clear();
    try {
      Round round = running.run(batch.stream().map(Waiting::input).toList(), clock.instant());
      board.post(running.world(), round.commits());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().accept(round.answers().get(i));
      }
      running.due().forEach(this::release);
    } catch (JournalException e) {
      // Nothing happened and nobody was answered: every caller comes back by itself.
      return;
    } catch (CrashingJournal.Crash e) {
      crash();
    }
  }

  private void release(Effect effect) {
    process.after(chance.upTo(CALL), () -> call(effect));
  }

  private void call(Effect effect) {
    ClaimState state =
        switch (effect) {
          case Effect.RequestClaim request -> cloud.claim(effect.claim(), request(request));
          case Effect.ObserveClaim observe -> cloud.observe(effect.claim());
          case Effect.ReleaseClaim release -> cloud.release(effect.claim());
        };
    if (chance.of(trouble / 4)) {
      crash();
      return;
    }
    Input answer = new Input.ClaimObserved(effect.claim(), state);
    process.after(chance.upTo(CALL), () -> offer(answer, step -> {}));
  }

  private static ClaimRequest request(Effect.RequestClaim effect) {
    Claim claim = effect.subject();
    Bootstrap bootstrap =
        new Bootstrap(
            URI.create("http://127.0.0.1:1"),
            "0".repeat(64),
            Collections.nCopies(claim.nodes(), new Secret("join")));
    return new ClaimRequest(
        OWNER, claim.flavor(), claim.nodes(), claim.node(), Map.of(), bootstrap);
  }
}
