package dev.muster.agent.delivery;

import dev.muster.agent.link.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Brings feeds to the server, a piece of each in turn, so that a flood from one rank does not hold
 * up the others. A piece that fails is tried again, with growing pauses.
 */
public final class Courier implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private final Backoff backoff = new Backoff();
  private volatile long lastSuccess = System.nanoTime();

  /** Takes charge of a feed until it is delivered. */
  public void add(Feed feed) {
    feeds.add(feed);
  }

  /** Whether nothing is left to bring. */
  public boolean delivered() {
    feeds.removeIf(Feed::delivered);
    return feeds.isEmpty();
  }

  /** How long nothing has been brought. */
  public Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastSuccess);
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
      if (feed.pending()) {
        boolean done = deliver(feed);
        brought |= done;
        failed |= !done;
      }
    }
    if (failed) {
      backoff.pause();
    } else if (!brought) {
      Thread.sleep(PAUSE);
    }
  }

  private boolean deliver(Feed feed) throws InterruptedException {
    try {
      feed.deliver();
      lastSuccess = System.nanoTime();
      backoff.reset();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
