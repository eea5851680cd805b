package dev.muster.agent.link;

import dev.muster.agent.log.Log;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the server informed: the newest report goes out when it changes and at every heartbeat.
 * After contact was lost the agent says hello again, so that a server that was started anew learns
 * to know it.
 */
public final class Reporter implements Runnable {
  private static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(5);

  private final Server server;
  private final Orders orders;
  private final Function<WorkerReport, Hello> introduction;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile WorkerReport wanted;
  private @Nullable WorkerReport sent;
  private volatile boolean greeted;
  private Duration heartbeat = FIRST_HEARTBEAT;
  private long sequence;

  public Reporter(
      Server server,
      Orders orders,
      Function<WorkerReport, Hello> introduction,
      InstantSource clock,
      WorkerReport first) {
    this.server = server;
    this.orders = orders;
    this.introduction = introduction;
    this.clock = clock;
    this.wanted = first;
  }

  /** Takes what the agent sees now; its sequence number is given when it goes out. */
  public void publish(WorkerReport report) {
    locked(() -> wanted = report);
  }

  /** Somebody else found the server gone. */
  void lostContact() {
    locked(() -> greeted = false);
  }

  /** Waits until the server knows us. */
  void awaitGreeting() throws InterruptedException {
    await(() -> greeted, Duration.ofDays(1));
  }

  /** Waits until the server has the newest report; whether it has. */
  public boolean awaitSent(Duration atMost) throws InterruptedException {
    return await(() -> Objects.equals(wanted, sent), atMost);
  }

  @Override
  public void run() {
    try {
      while (true) {
        await(() -> !greeted || !Objects.equals(wanted, sent), heartbeat);
        report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report() throws InterruptedException {
    WorkerReport report = wanted;
    boolean hello = !greeted;
    try {
      Welcome welcome = send(numbered(report), hello);
      backoff.reset();
      locked(() -> succeeded(report, welcome));
      tell(welcome, hello);
    } catch (LinkException e) {
      if (greeted) {
        Log.warn("server lost: %s".formatted(e.getMessage()));
      }
      startAgain();
    } catch (RuntimeException e) {
      Log.warn("report failed: %s".formatted(e));
      startAgain();
    }
  }

  private void startAgain() throws InterruptedException {
    lostContact();
    backoff.pause();
  }

  private Welcome send(WorkerReport report, boolean hello)
      throws LinkException, InterruptedException {
    return hello ? server.hello(introduction.apply(report)) : server.heartbeat(report);
  }

  private void succeeded(WorkerReport report, Welcome welcome) {
    sent = report;
    greeted = true;
    heartbeat = Duration.ofMillis(welcome.heartbeatMillis());
  }

  private void tell(Welcome welcome, boolean hello) {
    if (hello) {
      Log.info("server greeted epoch=%d".formatted(welcome.directive().epoch()));
      orders.greeted(welcome.directive());
    } else {
      orders.told(welcome.directive());
    }
  }

  private WorkerReport numbered(WorkerReport it) {
    sequence++;
    return new WorkerReport(
        it.claim(),
        it.node(),
        it.instance(),
        sequence,
        it.epoch(),
        it.phase(),
        it.activity(),
        it.rendezvousPort(),
        it.ranks(),
        it.fault(),
        clock.millis());
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A question about the guarded fields. */
  private interface Question {
    boolean yes();
  }

  private boolean await(Question question, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (!question.yes() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return question.yes();
    } finally {
      lock.unlock();
    }
  }
}
