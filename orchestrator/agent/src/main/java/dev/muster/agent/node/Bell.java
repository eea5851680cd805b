package dev.muster.agent.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the loop; rings that come while it is awake make one more round, however many. */
public final class Bell {
  private final Semaphore rings = new Semaphore(0);

  /** Something has changed. */
  public void ring() {
    rings.release();
  }

  /** Waits for a ring, at most so long. */
  void await(Duration atMost) throws InterruptedException {
    if (rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      rings.drainPermits();
    }
  }
}
