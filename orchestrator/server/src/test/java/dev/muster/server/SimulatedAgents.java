package dev.muster.server;

import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Agents that run on threads of their own: they wait for directives, report every five seconds, and
 * look for a server that is gone as real ones do, by pauses of 100 ms that double up to a second.
 */
final class SimulatedAgents implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final String LINE = "a line of a rank's log\n";

  private final List<FakeAgent> agents;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile CountDownLatch adopted = new CountDownLatch(0);

  SimulatedAgents(List<FakeAgent> agents) {
    this.agents = agents;
  }

  /** Everybody joins, prepares, and runs its rank. */
  void run() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(agents.size());
    agents.forEach(agent ->
        Thread.ofVirtual()
            .start(() -> {
              agent.becomeReady();
              agent.await(Order.RUN);
              agent.say(WorkerPhase.RUNNING, agent.alive());
              agent.log(agent.node(), 0, LINE);
              running.countDown();
              live(agent);
            }));
    running.await();
  }

  int count() {
    return agents.size();
  }

  /** From now on waits for every agent to be taken over by another server. */
  void expectAdoption() {
    adopted = new CountDownLatch(agents.size());
  }

  /** Waits until every agent was greeted, told to run on, and has delivered what it had. */
  void awaitAdoption() throws InterruptedException {
    adopted.await();
  }

  private void live(FakeAgent agent) {
    long offset = LINE.length();
    while (!closed.get()) {
      try {
        poll(agent);
      } catch (AssertionError gone) {
        offset = findServer(agent, offset);
      }
    }
  }

  private static void poll(FakeAgent agent) {
    long revision = agent.directive().revision();
    agent.poll(revision);
    agent.say(WorkerPhase.RUNNING, agent.alive());
  }

  private long findServer(FakeAgent agent, long offset) {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed.get()) {
      try {
        Directive directive = agent.hello(WorkerPhase.RUNNING, agent.alive());
        if (directive.order() != Order.RUN) {
          throw new IllegalStateException("order: " + directive.order() + " (expected: RUN)");
        }
        long next = agent.log(agent.node(), offset, LINE);
        adopted.countDown();
        return next;
      } catch (AssertionError stillGone) {
        sleep(pause);
        pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
      }
    }
    return offset;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
