package dev.muster.server.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Until when the server lives. */
public final class Life {
  private static final Logger log = LoggerFactory.getLogger(Life.class);

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Ends it; only the first reason counts. */
  public void end(String reason) {
    if (ended.compareAndSet(false, true)) {
      log.info("server=ending reason={}", reason);
      over.countDown();
    }
  }

  /** Waits for the end. */
  public void awaitEnd() throws InterruptedException {
    over.await();
  }
}
