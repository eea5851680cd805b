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
import dev.muster.server.web.Orders;
import dev.muster.spi.ClaimId;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the agents. Only what differs from an agent's last report goes on to the engine, so ten
 * thousand heartbeats cost the journal nothing.
 */
@Singleton
public final class Desk {
  /** An agent that was not heard for this long is told to the engine as silent. */
  static final Duration SUSPECT_AFTER = Duration.ofSeconds(45);

  /** A seat whose claim is over is cleared once its agent was not heard for this long. */
  private static final Duration FORGET_AFTER = Duration.ofMinutes(2);

  private static final Duration WATCH = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final Heart heart;
  private final Orders orders;
  private final Map<AgentIdentity, Seat> seats = new ConcurrentHashMap<>();

  Desk(Heart heart, Orders orders) {
    this.heart = heart;
    this.orders = orders;
  }

  /** Expects the workers that had joined before this server started, and begins to watch. */
  @PostConstruct
  void open() {
    for (Worker worker : heart.joined()) {
      seat(new AgentIdentity(worker.claim(), worker.node())).expect(worker);
    }
    heart.ticker().every(WATCH, "desk", this::watch);
  }

  /** Takes a report; the answer is what is wanted of the agent once the report is on disk. */
  Directive report(AgentIdentity agent, WorkerReport report) {
    Seat seat = seat(agent);
    seat.lock.lock();
    try {
      seat.hear(System.nanoTime());
      return taken(seat, report)
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

  /** One line about what a worker does; empty when there is nothing to tell. */
  public Optional<String> activity(ClaimId claim, int node) {
    return Optional.ofNullable(seats.get(new AgentIdentity(claim, node)))
        .map(Seat::activity)
        .filter(line -> !line.isEmpty());
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
    boolean welcome = worker.equals(seat.taken()) || accepted(worker);
    if (welcome) {
      seat.take(worker, report);
    }
    return welcome;
  }

  private boolean accepted(Worker worker) {
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

  private void watch() {
    long now = System.nanoTime();
    for (Seat seat : seats.values()) {
      Duration silence = seat.silence(now);
      if (heart.census().claim(seat.agent().claim()).isEmpty()) {
        forget(seat, silence);
      } else if (silence.compareTo(SUSPECT_AFTER) >= 0) {
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
    Worker worker = seat.taken();
    if (worker != null && worker.phase() != WorkerPhase.STOPPED && seat.tellSilence()) {
      orders.give(
          new Input.WorkerSilent(worker.claim(), worker.node(), worker.instance(), silence));
    }
  }
}
