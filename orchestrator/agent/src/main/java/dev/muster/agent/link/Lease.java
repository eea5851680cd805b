package dev.muster.agent.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the agent goes on without a server. It runs out only when a try has failed after its
 * end: a machine that slept first finds out whether its server is still there. Measured on a clock
 * that nobody can set.
 */
public final class Lease {
  private static final Duration BEFORE_WELCOME = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private Duration length = BEFORE_WELCOME;
  private long lastContact;
  private boolean expired;

  public Lease(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastContact = nanoTime.getAsLong();
  }

  /** The server answered. */
  synchronized void renew() {
    lastContact = nanoTime.getAsLong();
    expired = false;
  }

  /** The server says how long a lease is. */
  synchronized void lengthen(Duration told) {
    length = told;
  }

  /** A try to reach the server has failed. */
  synchronized void missed() {
    expired = nanoTime.getAsLong() - lastContact > length.toNanos();
  }

  /** Whether the agent has been alone for too long. */
  public synchronized boolean expired() {
    return expired;
  }
}
