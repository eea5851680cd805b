package dev.muster.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The waits between the tries of one call or stream: each twice as long as the one before, up to a
 * limit, until their sum is used up. Closing ends a wait at once and for good.
 */
final class Backoff implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration inAll;
  private Duration next = FIRST;
  private Duration spent = Duration.ZERO;

  Backoff(Duration inAll) {
    this.inAll = inAll;
  }

  /** Something worked: the next failure starts anew. */
  void reset() {
    next = FIRST;
    spent = Duration.ZERO;
  }

  /** Waits before the next try; false when there should be none. */
  boolean pause() {
    if (spent.compareTo(inAll) >= 0) {
      return false;
    }
    Duration wait = next;
    spent = spent.plus(wait);
    next = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
    return sleep(wait);
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private boolean sleep(Duration wait) {
    try {
      return !closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
