package dev.muster.cli.follow;

import dev.muster.cli.terminal.Signals.Signal;
import java.time.Duration;

/**
 * Without a terminal nobody can be asked: to interrupt or terminate cancels, to hang up detaches.
 */
public final class UnattendedWishes implements Wishes {
  private final Interruptions interruptions;

  public UnattendedWishes(Interruptions interruptions) {
    this.interruptions = interruptions;
  }

  @Override
  public Wish await(Duration atMost) throws InterruptedException {
    return interruptions.poll(atMost).map(UnattendedWishes::wish).orElse(Wish.FOLLOW);
  }

  static Wish wish(Signal signal) {
    return switch (signal) {
      case INT, TERM -> Wish.CANCEL;
      case HUP -> Wish.DETACH;
    };
  }
}
