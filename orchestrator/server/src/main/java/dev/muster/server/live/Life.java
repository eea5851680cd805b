package dev.muster.server.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Until when the server lives, and whether it ended well. */
public final class Life {
  private static final Logger log = LoggerFactory.getLogger(Life.class);

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable String failure;

  /** Ends it; only the first reason counts. */
  public void end(String reason) {
    if (ended.compareAndSet(false, true)) {
      log.info("server=ending reason={}", reason);
      over.countDown();
    }
  }

  /** Ends it because it cannot go on, which {@code words} say. */
  public void fail(String words) {
    failure = words;
    end(words);
  }

  /** Why it could not go on; null when it ended well. */
  public @Nullable String failure() {
    return failure;
  }

  /** Waits for the end. */
  public void awaitEnd() throws InterruptedException {
    over.await();
  }
}
