package dev.muster.cli.follow;

import java.time.Duration;

/** Hears what the person wants. */
public interface Wishes {
  /**
   * Waits a while for a wish.
   *
   * @return {@link Wish#FOLLOW} when none came
   */
  Wish await(Duration atMost) throws InterruptedException;
}
