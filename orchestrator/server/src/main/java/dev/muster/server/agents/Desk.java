package dev.muster.server.agents;

import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.Heart;
import dev.muster.server.live.Lateness;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import dev.muster.spi.ClaimId;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the agents. Only what differs from an agent's last report goes on to the engine, so ten
 * thousand heartbeats cost the journal nothing.
 */
@Singleton
public final class Desk {
  /** After so long without a sign of life the engine is told; and after so long again. */
  static final List<Duration> SILENCES = List.of(Duration.ofSeconds(45), Duration.ofMinutes(3));

  /** A seat whose claim is over is cleared once its agent was not heard for this long. */
  private static final Duration FORGET_AFTER = Duration.ofMinutes(2);

  private static final Duration WATCH = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final Heart heart;
  private final Orders orders;
  private final Steps steps;
  private final Map<AgentIdentity, Seat> seats = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness(WATCH, System.nanoTime());
  private final long startMillis;
  private final long startNanos = System.nanoTime();

  Desk(Heart heart, Orders orders, Steps steps, InstantSource clock) {
    this.heart = heart;
    this.orders = orders;
    this.steps = steps;
    this.startMillis = clock.millis();
  }

  /** Expects the workers that had joined before this server started, and begins to watch. */
  @PostConstruct
  void open() {
    for (Worker worker : heart.joined()) {
      seat(new AgentIdentity(worker.claim(), worker.node())).expect(worker);
    }
    heart.ticker().every(WATCH, "desk", () -> watch(System.nanoTime()));
  }

  /** Takes a report; the answer is what is wanted of the agent once the report is on disk. */
  Directive report(AgentIdentity agent, WorkerReport report) {
    Seat seat = seat(agent);
    seat.lock.lock();
    try {
      seat.hear(System.nanoTime());
      return taken(seat, seat.onOurClock(report, millis()))
          ? heart.engine().directive(agent.claim(), agent.node())
          : Directives.exit();
    } finally {
      seat.lock.unlock();
    }
  }

  /** The agent is there, and asks. */
  void hear(AgentIdentity agent) {
    Seat seat = seats.get(agent);
    if (seat != null) {
      seat.hear(System.nanoTime());
    }
  }

  /** For how long a worker was not heard; empty when nobody is expected there. */
  public Optional<Duration> silence(ClaimId claim, int node) {
    return Optional.ofNullable(seats.get(new AgentIdentity(claim, node)))
        .map(seat -> seat.silence(System.nanoTime()));
  }

  /** Whether a worker was heard this short a while ago, and what it said is on disk. */
  boolean understands(ClaimId claim, int node, Duration heardWithin) {
    Seat seat = seats.get(new AgentIdentity(claim, node));
    return seat != null
        && seat.understood()
        && seat.silence(System.nanoTime()).compareTo(heardWithin) < 0;
  }

  /** One line about what a worker does; empty when there is nothing to tell. */
  public Optional<String> activity(ClaimId claim, int node) {
    return Optional.ofNullable(seats.get(new AgentIdentity(claim, node)))
        .map(Seat::activity)
        .filter(line -> !line.isEmpty());
  }

  /** A clock that was read once and then passes evenly. */
  private long millis() {
    return startMillis + Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
  }

  private Seat seat(AgentIdentity agent) {
    return seats.computeIfAbsent(agent, a -> new Seat(a, System.nanoTime()));
  }

  /** Hands a report on if it says something new; false when its sender has no business here. */
  private boolean taken(Seat seat, WorkerReport report) {
    if (seat.isOld(report)) {
      return true;
    }
    Worker worker = Worker.of(report);
    boolean welcome = worker.equals(seat.taken()) || accepted(seat, worker);
    if (welcome) {
      seat.take(worker, report);
    }
    return welcome;
  }

  private boolean accepted(Seat seat, Worker worker) {
    seat.beginTaking();
    if (concludes(seat.taken(), worker)) {
      Delivery.of(heart.census(), seat.agent(), worker.epoch())
          .ifPresent(delivery -> steps.concluded(delivery.job().id(), delivery.attempt()));
    }
    return switch (orders.give(new Input.WorkerReported(worker))) {
      case Step.Moved moved -> true;
      case Step.Ignored ignored -> true;
      case Step.Rejected rejected -> {
        log.info(
            "claim={} node={} instance={} report=refused reason={}",
            worker.claim(),
            worker.node(),
            worker.instance(),
            rejected.rejection().detail());
        yield false;
      }
    };
  }

  /** Whether ranks have ended since, so that no further step can come before it is told. */
  private static boolean concludes(@Nullable Worker former, Worker worker) {
    return worker.phase() == WorkerPhase.STOPPED
        || worker.ranks().stream().anyMatch(r -> r.exited() && !exited(former, worker, r.rank()));
  }

  private static boolean exited(@Nullable Worker former, Worker worker, int rank) {
    return former != null
        && former.epoch() == worker.epoch()
        && former.ranks().stream().anyMatch(r -> r.rank() == rank && r.exited());
  }

  private void watch(long now) {
    Duration pause = lateness.at(now);
    if (!pause.isZero()) {
      log.warn("server=paused seconds={}", pause.toSeconds());
      seats.values().forEach(seat -> seat.excuse(pause, now));
    }
    for (Seat seat : seats.values()) {
      Duration silence = seat.silence(now);
      if (heart.census().claim(seat.agent().claim()).isEmpty()) {
        forget(seat, silence);
      } else {
        suspect(seat, silence);
      }
    }
  }

  private void forget(Seat seat, Duration silence) {
    if (silence.compareTo(FORGET_AFTER) >= 0) {
      seats.remove(seat.agent(), seat);
    }
  }

  private void suspect(Seat seat, Duration silence) {
    int told = seat.silencesTold();
    Worker worker = seat.taken();
    boolean due = told < SILENCES.size() && silence.compareTo(SILENCES.get(told)) >= 0;
    if (due && worker != null && worker.phase() != WorkerPhase.STOPPED) {
      tell(seat, new Input.WorkerSilent(worker.claim(), worker.node(), worker.instance(), silence));
    }
  }

  private void tell(Seat seat, Input.WorkerSilent silent) {
    try {
      orders.give(silent);
      seat.silenceTold(seat.silencesTold() + 1);
    } catch (RefusedException e) {
      log.warn("claim={} node={} silence=untold cause={}", silent.claim(), silent.node(), e);
    }
  }
}
