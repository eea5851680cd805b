package dev.muster.testkit.sim;

import dev.muster.tck.time.VirtualClock;
import java.time.Duration;

/**
 * Carries messages, badly: each may be lost, arrive twice, or overtake another. What is sent is a
 * piece of code that runs at the other end.
 */
final class Network {
  private static final Duration USUAL = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(12);

  private final VirtualClock clock;
  private final Chance chance;
  private final double trouble;

  /** A network where each kind of trouble befalls a message with this probability. */
  Network(VirtualClock clock, Chance chance, double trouble) {
    this.clock = clock;
    this.chance = chance;
    this.trouble = trouble;
  }

  void send(Runnable delivery) {
    if (chance.of(trouble)) {
      return;
    }
    clock.after(delay(), delivery);
    if (chance.of(trouble)) {
      clock.after(delay(), delivery);
    }
  }

  private Duration delay() {
    return chance.upTo(chance.of(trouble) ? SLOW : USUAL);
  }
}
