package dev.muster.server.live;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes whoever follows something: rung after every commit and whenever a log has grown. It says
 * that something is new, not what; a listener looks again by itself.
 */
public final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long count;
  private volatile boolean closed;

  /** How often it was rung so far; to be read before looking, and handed to {@link #await}. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everybody who waits. */
  public void ring() {
    lock.lock();
    try {
      count++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it was rung since {@code seen}, or the time is over, or it was closed. */
  public void await(long seen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (count == seen && !closed && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on nobody waits: the server ends. */
  public void close() {
    closed = true;
    ring();
  }

  public boolean isClosed() {
    return closed;
  }
}
