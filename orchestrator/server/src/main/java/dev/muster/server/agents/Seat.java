package dev.muster.server.agents;

import dev.muster.engine.world.Worker;
import dev.muster.model.agent.WorkerReport;
import dev.muster.server.heart.AgentIdentity;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node's agent beside the journal: the last report that the engine has taken,
 * and when it was last heard.
 *
 * <p>Locking: {@link #lock} is held while a report is handed to the engine, so that an agent's
 * reports arrive in their order; the fields that others read are volatile.
 */
final class Seat {
  final ReentrantLock lock = new ReentrantLock();

  private final AgentIdentity agent;
  private volatile @Nullable Worker taken;
  private volatile String activity = "";
  private volatile boolean untaken;
  private volatile long heardNanos;
  private volatile int silencesTold;
  private @Nullable AgentClock clock;
  private long sequence = -1;

  Seat(AgentIdentity agent, long nowNanos) {
    this.agent = agent;
    this.heardNanos = nowNanos;
  }

  AgentIdentity agent() {
    return agent;
  }

  /** The agent gave a sign of life. */
  void hear(long nowNanos) {
    heardNanos = nowNanos;
    silencesTold = 0;
  }

  /** Nobody could have heard the agent for so long. */
  void excuse(Duration pause, long nowNanos) {
    long excused = heardNanos + pause.toNanos();
    heardNanos = excused - nowNanos > 0 ? nowNanos : excused;
  }

  Duration silence(long nowNanos) {
    return Duration.ofNanos(nowNanos - heardNanos);
  }

  /** How many tellings of its silence the engine was given since it was last heard. */
  int silencesTold() {
    return silencesTold;
  }

  /** Its silence was told so many times by now. */
  void silenceTold(int times) {
    silencesTold = times;
  }

  /** The report with its times on our clock. */
  WorkerReport onOurClock(WorkerReport report, long ourMillis) {
    AgentClock known = clock;
    if (known == null || !known.isOf(report)) {
      known = AgentClock.of(report, ourMillis);
      clock = known;
    }
    return known.translated(report, taken);
  }

  /** Whether a report is older than one that was taken from the same agent process. */
  boolean isOld(WorkerReport report) {
    Worker former = taken;
    return former != null
        && former.instance().equals(report.instance())
        && report.sequence() <= sequence;
  }

  /** It has something to say that is not on disk yet. */
  void beginTaking() {
    untaken = true;
  }

  /** Whether all that it said is on disk. */
  boolean understood() {
    return !untaken;
  }

  /** The engine knows this report's content, or refused it for good. */
  void take(Worker worker, WorkerReport report) {
    untaken = false;
    taken = worker;
    sequence = report.sequence();
    activity = report.activity();
  }

  /** A restarted server knows this much from the journal. */
  void expect(Worker worker) {
    taken = worker;
  }

  @Nullable Worker taken() {
    return taken;
  }

  String activity() {
    return activity;
  }
}
