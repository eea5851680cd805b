package dev.muster.testkit.sim;

import dev.muster.engine.core.Core;
import dev.muster.engine.core.Round;
import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.loop.DirectiveBoard;
import dev.muster.engine.port.Effect;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.WorkerReport;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Secret;
import dev.muster.tck.time.VirtualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server around the real engine: gathers inputs into batches, carries effects to the cloud, and
 * answers agents. A crash loses all but the journal, at any of these places: before a commit, after
 * it, between an effect's release and its call, between the call and its answer.
 */
final class SimulatedServer {
  static final OwnerTag OWNER = new OwnerTag("simulated");
  private static final Duration GATHER = Duration.ofMillis(5);
  private static final Duration CALL = Duration.ofMillis(400);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration DOWN = Duration.ofSeconds(90);

  private record Waiting(Input input, Consumer<Step> answer) {}

  private final VirtualClock clock;
  private final Chance chance;
  private final Journal journal;
  private final CapacityProvider cloud;
  private final double trouble;
  private final List<Waiting> gathered = new ArrayList<>();
  private final Map<String, Long> heard = new HashMap<>();
  private final Map<String, Worker> taken = new HashMap<>();
  private DirectiveBoard board = emptyBoard();
  private @Nullable Core core;
  private int life;
  private int crashes;

  SimulatedServer(
      VirtualClock clock, Chance chance, Journal journal, CapacityProvider cloud, double trouble) {
    this.clock = clock;
    this.chance = chance;
    this.journal = journal;
    this.cloud = cloud;
    this.trouble = trouble;
  }

  /** How often it has died. */
  int crashes() {
    return crashes;
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
    core = started;
    board = emptyBoard();
    board.post(started.world());
    life++;
    offer(new Input.CapacityObserved(cloud.id(), cloud.catalog()), step -> {});
    tick(life);
  }

  private static DirectiveBoard emptyBoard() {
    return new DirectiveBoard(new Directives((job, provider) -> null));
  }

  /** Hands an order to the engine; while the server is down it falls into the void. */
  void offer(Input input, Consumer<Step> answer) {
    if (core == null) {
      return;
    }
    if (gathered.isEmpty()) {
      int now = life;
      clock.after(chance.upTo(GATHER), () -> ifAlive(now, this::stepAll));
    }
    gathered.add(new Waiting(input, answer));
  }

  /** Takes an agent's report and answers with its directive. */
  void report(WorkerReport report, Consumer<Directive> answer) {
    if (core == null) {
      return;
    }
    ClaimId claim = new ClaimId(report.claim());
    long newest = heard.merge(report.instance(), report.sequence(), Math::max);
    Worker told = Worker.of(report);
    if (newest > report.sequence() || told.equals(taken.get(report.instance()))) {
      answer.accept(board.directive(claim, report.node()));
      return;
    }
    offer(new Input.WorkerReported(told), step -> answer.accept(answerTo(step, claim, report)));
  }

  private Directive answerTo(Step step, ClaimId claim, WorkerReport report) {
    if (step instanceof Step.Rejected) {
      return Directives.exit();
    }
    taken.put(report.instance(), Worker.of(report));
    return board.directive(claim, report.node());
  }

  private void tick(int mine) {
    ifAlive(
        mine,
        () -> {
          offer(new Input.Tick(), step -> {});
          clock.after(TICK, () -> tick(mine));
        });
  }

  private void ifAlive(int mine, Runnable action) {
    if (core != null && life == mine) {
      action.run();
    }
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

  private void crash() {
    crashes++;
    core = null;
    gathered.clear();
    heard.clear();
    taken.clear();
    clock.after(chance.upTo(DOWN), this::start);
  }

  private void release(Effect effect) {
    int mine = life;
    clock.after(chance.upTo(CALL), () -> ifAlive(mine, () -> call(effect, mine)));
  }

  private void call(Effect effect, int mine) {
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
    clock.after(chance.upTo(CALL), () -> ifAlive(mine, () -> offer(answer, step -> {})));
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
