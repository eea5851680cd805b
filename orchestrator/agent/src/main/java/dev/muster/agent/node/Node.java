package dev.muster.agent.node;

import dev.muster.agent.log.Log;
import dev.muster.agent.port.RendezvousPort;
import dev.muster.agent.port.RequiredPorts;
import dev.muster.agent.prepare.Prepared;
import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Scope;
import dev.muster.agent.process.Signals;
import dev.muster.agent.ranks.Gang;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.Secrets;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a node. Every round looks at what has come of what is under way, compares the newest
 * directive with that, takes at most one step towards it, and publishes what is now:
 *
 * <pre>
 *   newer epoch  →  what the older one has started is ended first
 *   WAIT         →  nothing
 *   PREPARE      →  prepare
 *   RUN          →  prepare unless prepared, then start the ranks
 *   STOP         →  end the ranks
 *   EXIT         →  end everything, and the agent
 * </pre>
 *
 * <p>An epoch goes forward only: what was stopped or has failed is not started again in it. Only
 * the thread of the loop changes anything here.
 *
 * <p>What an older epoch has printed may still be under way to the server when a newer one begins;
 * only its processes must be gone.
 */
public final class Node {
  private static final Duration HASTE = Duration.ofSeconds(5);
  private static final Duration LAST_REPORT = Duration.ofSeconds(3);
  private static final Duration WATCHFUL = Duration.ofMillis(50);
  private static final Duration CALM = Duration.ofMillis(500);

  private final Identity identity;
  private final Link link;
  private final Workshop workshop;
  private final Bell bell;
  private final RandomGenerator random;

  private Doing doing = new Doing.Idle();
  private long epoch;
  private @Nullable Gang gang;
  private @Nullable Integer port;
  private @Nullable Done done;
  private @Nullable Leaving leaving;
  private volatile boolean terminated;

  /** What was prepared before, so that another epoch need not look again. */
  private record Done(Preparation wanted, Prepared prepared) {
    boolean serves(Preparation other) {
      return Objects.equals(wanted.jobDirectory(), other.jobDirectory())
          && Objects.equals(wanted.workdirDigest(), other.workdirDigest())
          && Objects.equals(wanted.python(), other.python())
          && Objects.equals(wanted.setup(), other.setup());
    }
  }

  public Node(Identity identity, Link link, Workshop workshop, Bell bell, RandomGenerator random) {
    this.identity = identity;
    this.link = link;
    this.workshop = workshop;
    this.bell = bell;
    this.random = random;
  }

  /** Works until it is told to end, or nobody is left to tell it; why it ended. */
  public Leaving run() throws InterruptedException {
    workshop.open();
    round();
    while (leaving == null || !nothingLives()) {
      bell.await(doing instanceof Doing.Stops ? WATCHFUL : CALM);
      round();
    }
    link.reporter().awaitSent(LAST_REPORT);
    return leaving;
  }

  /** Ends the node from outside: as if the server had said so. */
  public void terminate() {
    terminated = true;
    bell.ring();
  }

  private void round() {
    WorkerPhase before = doing.phase();
    doing = advanced();
    doing = pursued();
    if (doing.phase() != before) {
      Log.info("epoch=%d phase=%s".formatted(epoch, doing.phase()));
      bell.ring();
    }
    workshop.sweep(doing instanceof Doing.Stopped ? epoch : epoch - 1);
    link.reporter().publish(report());
  }

  private boolean nothingLives() {
    return doing instanceof Doing.Stopped(Scope scope) && scope == Scope.ALL;
  }

  /** What has come of what is under way. */
  private Doing advanced() {
    if (gang != null) {
      gang.close(false);
    }
    return switch (doing) {
      case Doing.Prepares it -> prepared(it);
      case Doing.Stops it ->
          it.stopping().advance() ? new Doing.Stopped(it.stopping().scope()) : it;
      case Doing.Idle _, Doing.Ready _, Doing.Runs _, Doing.Stopped _, Doing.Failed _ -> doing;
    };
  }

  /** One step towards what is wanted. */
  private Doing pursued() {
    Directive wanted = link.orders().newest();
    leaving = leaving != null ? leaving : whyLeave(wanted);
    if (leaving != null) {
      return leave(leaving);
    }
    if (wanted == null || wanted.epoch() < epoch) {
      return doing;
    }
    workshop.chores(wanted);
    if (wanted.epoch() > epoch) {
      if (busy()) {
        return stop(Scope.RANKS, HASTE, null);
      }
      begin(wanted.epoch());
    }
    return switch (wanted.order()) {
      case WAIT, EXIT -> doing;
      case PREPARE -> doing instanceof Doing.Idle ? prepare(wanted) : doing;
      case RUN -> run(wanted);
      case STOP -> stop(Scope.RANKS, grace(wanted), saveSignal(wanted));
    };
  }

  private Doing leave(Leaving why) {
    Doing stops = stop(Scope.ALL, grace(why), null);
    if (stops instanceof Doing.Stops(Stopping stopping, boolean _)) {
      stopping.beLast();
    }
    return stops;
  }

  private @Nullable Leaving whyLeave(@Nullable Directive wanted) {
    if (terminated) {
      return Leaving.TERMINATED;
    }
    if (link.lease().expired()) {
      return Leaving.LEASE_ENDED;
    }
    return wanted != null && wanted.order() == Order.EXIT ? Leaving.ORDERED : null;
  }

  /** Whether it may have started something; a launch that failed half way has. */
  private boolean busy() {
    return switch (doing) {
      case Doing.Stops(Stopping stopping, boolean _) -> !stopping.over();
      case Doing.Prepares _, Doing.Runs _, Doing.Failed _ -> true;
      case Doing.Idle _, Doing.Ready _, Doing.Stopped _ -> false;
    };
  }

  private void begin(long next) {
    epoch = next;
    gang = null;
    port = null;
    doing = new Doing.Idle();
  }

  private Doing prepare(Directive wanted) {
    Preparation preparation = wanted.preparation();
    if (preparation == null) {
      return incomplete(wanted);
    }
    if (!wanted.secrets().missing().isEmpty()) {
      return missing(wanted.secrets());
    }
    if (done != null && done.serves(preparation)) {
      return ready(preparation, done.prepared());
    }
    done = null;
    try {
      return new Doing.Prepares(workshop.prepare(epoch, preparation, wanted.secrets()));
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Doing prepared(Doing.Prepares it) {
    return switch (it.preparing().outcome()) {
      case null -> it;
      case Preparing.Outcome.Ready(Prepared prepared) -> {
        done = new Done(it.preparing().wanted(), prepared);
        yield ready(it.preparing().wanted(), prepared);
      }
      case Preparing.Outcome.Failed(WorkerFault fault) -> new Doing.Failed(fault);
      case Preparing.Outcome.Cancelled _ -> new Doing.Stopped(Scope.RANKS);
    };
  }

  private Doing ready(Preparation wanted, Prepared prepared) {
    Optional<String> taken = RequiredPorts.taken(wanted.ports());
    if (taken.isPresent()) {
      return failed(FaultCode.PORT_TAKEN, taken.get());
    }
    try {
      port = identity.node() == 0 ? RendezvousPort.pick(random, wanted.ports()) : null;
      return new Doing.Ready(prepared);
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Doing run(Directive wanted) {
    return switch (doing) {
      case Doing.Idle _ -> prepare(wanted);
      case Doing.Ready it -> launch(wanted, it.prepared());
      case Doing.Prepares _, Doing.Runs _, Doing.Stops _, Doing.Stopped _, Doing.Failed _ -> doing;
    };
  }

  private Doing launch(Directive wanted, Prepared prepared) {
    Launch launch = wanted.launch();
    if (launch == null) {
      return incomplete(wanted);
    }
    try {
      gang = workshop.launch(epoch, launch, prepared, wanted.secrets());
      return new Doing.Runs();
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Doing stop(Scope scope, Duration grace, @Nullable Integer saveSignal) {
    return switch (doing) {
      case Doing.Stops(Stopping stopping, boolean _) when covers(stopping.scope(), scope) -> {
        if (saveSignal == null) {
          stopping.hurry(grace);
        }
        yield doing;
      }
      case Doing.Stopped(Scope done) when covers(done, scope) -> doing;
      case Doing.Stopped _ -> begun(scope, null, grace, null, true);
      case Doing.Prepares it -> begun(Scope.ALL, it.preparing(), grace, null, false);
      case Doing.Idle _, Doing.Ready _, Doing.Runs _, Doing.Stops _, Doing.Failed _ ->
          begun(scope, null, grace, saveSignal, false);
    };
  }

  private Doing begun(
      Scope scope,
      @Nullable Preparing preparing,
      Duration grace,
      @Nullable Integer saveSignal,
      boolean again) {
    return new Doing.Stops(workshop.stop(scope, gang, preparing, grace, saveSignal), again);
  }

  private static @Nullable Integer saveSignal(Directive wanted) {
    return wanted.saveSignal() == null ? null : Signals.number(wanted.saveSignal());
  }

  private static boolean covers(Scope had, Scope wanted) {
    return had == Scope.ALL || wanted == Scope.RANKS;
  }

  /** A job that nobody ends on purpose gets all the time that it asked for. */
  private Duration grace(Leaving why) {
    return why == Leaving.LEASE_ENDED && gang != null ? gang.grace() : HASTE;
  }

  private static Duration grace(Directive wanted) {
    return wanted.graceSeconds() == null ? HASTE : Duration.ofSeconds(wanted.graceSeconds());
  }

  private static Doing incomplete(Directive wanted) {
    return failed(
        FaultCode.NODE_UNPREPARED,
        "directive %s of epoch %d: incomplete".formatted(wanted.order(), wanted.epoch()));
  }

  private static Doing missing(Secrets secrets) {
    String names = String.join(", ", secrets.missing());
    return failed(
        FaultCode.SECRET_MISSING, "the server has no value any more of %s".formatted(names));
  }

  private static Doing failed(IOException e) {
    return failed(FaultCode.NODE_UNPREPARED, "node: " + e.getMessage());
  }

  private static Doing failed(FaultCode code, String detail) {
    return new Doing.Failed(new WorkerFault(code.word(), detail, List.of()));
  }

  private WorkerReport report() {
    String activity = doing instanceof Doing.Prepares(Preparing it) ? it.activity() : "";
    return identity.report(epoch, doing, activity, port, gang == null ? List.of() : gang.reports());
  }
}
