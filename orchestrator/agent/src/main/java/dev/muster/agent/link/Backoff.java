package dev.muster.agent.link;

import java.time.Duration;

/** Waiting between tries: twice as long each time, up to a bound. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);

  /** Short, so that a server that comes back finds its agents within a second or two. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private Duration next = FIRST;

  /** Waits before the next try. */
  public void pause() throws InterruptedException {
    Duration pause = step();
    Thread.sleep(pause);
  }

  /** How long to wait before the next try; the one after that waits longer. */
  public Duration step() {
    Duration step = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return step;
  }

  /** A try has succeeded. */
  public void reset() {
    next = FIRST;
  }
}
