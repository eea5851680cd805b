package dev.muster.server.heart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats work until it is closed, each piece on a virtual thread of its own. */
public final class Ticker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ticker.class);

  private final CountDownLatch closed = new CountDownLatch(1);

  /** Does the work now and then again, that long after each time it is done. */
  public void every(Duration pause, String name, Runnable work) {
    Thread.ofVirtual().name(name).start(() -> repeat(pause, name, work));
  }

  /** Does the work after a first pause, and then as often as the others. */
  public void every(Duration first, Duration pause, String name, Runnable work) {
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          if (!closedWithin(first)) {
            repeat(pause, name, work);
          }
        });
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void repeat(Duration pause, String name, Runnable work) {
    do {
      once(name, work);
    } while (!closedWithin(pause));
  }

  private static void once(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("work={} fault=thrown", name, e);
    }
  }

  private boolean closedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
