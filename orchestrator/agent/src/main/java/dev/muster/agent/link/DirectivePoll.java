package dev.muster.agent.link;

import dev.muster.agent.log.Log;
import dev.muster.model.agent.Directive;
import java.time.Duration;

/** Waits at the server for the next directive, again and again. */
public final class DirectivePoll implements Runnable {
  private static final Duration WAIT = Duration.ofSeconds(20);

  /** Keeps a server that answers without waiting from being asked without end. */
  private static final Duration NOTHING_NEW = Duration.ofMillis(50);

  private final Server server;
  private final Orders orders;
  private final Reporter reporter;
  private final Backoff backoff = new Backoff();

  public DirectivePoll(Server server, Orders orders, Reporter reporter) {
    this.server = server;
    this.orders = orders;
    this.reporter = reporter;
  }

  @Override
  public void run() {
    try {
      while (true) {
        reporter.awaitGreeting();
        poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    try {
      long known = orders.revision();
      Directive directive = server.directive(known, WAIT).directive();
      orders.told(directive);
      backoff.reset();
      if (directive.revision() <= known) {
        Thread.sleep(NOTHING_NEW);
      }
    } catch (RuntimeException e) {
      Log.warn("directive failed: %s".formatted(e));
      backoff.pause();
    } catch (LinkException e) {
      reporter.lostContact();
      backoff.pause();
    }
  }
}
