package dev.muster.agent.delivery;

import dev.muster.agent.link.Backoff;
import dev.muster.agent.link.LinkException;
import dev.muster.agent.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Brings feeds to the server, a piece of each in turn, so that a flood from one rank does not hold
 * up the others. A piece that fails is tried again, with growing pauses; one that the server
 * refuses for good is skipped, and a feed of which it does not even take that is given up.
 */
public final class Courier implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private final Backoff backoff = new Backoff();
  private final Semaphore haste = new Semaphore(0);
  private volatile long lastSuccess = System.nanoTime();

  /** What came of a visit to a feed. */
  private enum Visit {
    NOTHING,
    BROUGHT,
    FAILED
  }

  /** Takes charge of a feed until it is delivered. */
  public void add(Feed feed) {
    feeds.add(feed);
  }

  /** Whether nothing is left to bring. */
  public boolean delivered() {
    feeds.removeIf(Feed::delivered);
    return feeds.isEmpty();
  }

  /** Whether nothing of an epoch is left to bring. */
  public boolean delivered(long epoch) {
    feeds.removeIf(Feed::delivered);
    return feeds.stream().noneMatch(feed -> feed.epoch() == epoch);
  }

  /** How long nothing has been brought. */
  public Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastSuccess);
  }

  /** Somebody waits for the rest: goes on at once if it rests. */
  public void hasten() {
    haste.release();
  }

  @Override
  public void run() {
    try {
      while (true) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    boolean brought = false;
    boolean failed = false;
    for (Feed feed : feeds) {
      Visit visit = visit(feed);
      brought |= visit == Visit.BROUGHT;
      failed |= visit == Visit.FAILED;
    }
    if (failed) {
      backoff.pause();
    } else if (!brought && haste.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      haste.drainPermits();
    }
  }

  private Visit visit(Feed feed) throws InterruptedException {
    try {
      if (!feed.pending()) {
        return Visit.NOTHING;
      }
      bring(feed);
      lastSuccess = System.nanoTime();
      backoff.reset();
      return Visit.BROUGHT;
    } catch (IOException e) {
      return Visit.FAILED;
    } catch (RuntimeException e) {
      Log.warn("delivery failed: %s".formatted(e));
      return Visit.FAILED;
    }
  }

  private void bring(Feed feed) throws IOException, InterruptedException {
    try {
      feed.deliver();
    } catch (LinkException e) {
      requireRefused(e);
      Log.warn("piece refused, it is skipped: %s".formatted(e.getMessage()));
      skip(feed);
    }
  }

  private void skip(Feed feed) throws IOException, InterruptedException {
    try {
      feed.skip();
    } catch (LinkException e) {
      requireRefused(e);
      Log.warn("feed refused, it is given up: %s".formatted(e.getMessage()));
      feeds.remove(feed);
    }
  }

  /** What was not refused for good is tried again. */
  private static void requireRefused(LinkException e) throws LinkException {
    if (!e.refused()) {
      throw e;
    }
  }
}
