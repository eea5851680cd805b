package dev.muster.testkit.sim;

import dev.muster.tck.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Carries messages, badly: each may be lost, arrive twice, or overtake another. What is sent is a
 * piece of code that runs at the other end. Agents can be cut off from the server, one or all.
 */
final class Network {
  private static final Duration USUAL = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(12);

  private final VirtualClock clock;
  private final Chance chance;
  private final double trouble;
  private final Map<String, Instant> cut = new HashMap<>();
  private Instant splitUntil = Instant.MIN;

  /** A network where each kind of trouble befalls a message with this probability. */
  Network(VirtualClock clock, Chance chance, double trouble) {
    this.clock = clock;
    this.chance = chance;
    this.trouble = trouble;
  }

  /** One agent and the server do not reach each other for a while. */
  void cut(String agent, Duration length) {
    cut.put(agent, clock.instant().plus(length));
  }

  /** No agent and the server reach each other for a while. */
  void split(Duration length) {
    splitUntil = clock.instant().plus(length);
  }

  /** Carries something between a person and the server. */
  void send(Runnable delivery) {
    if (chance.of(trouble)) {
      return;
    }
    clock.after(delay(), delivery);
    if (chance.of(trouble)) {
      clock.after(delay(), delivery);
    }
  }

  /** Carries something between an agent and the server. */
  void send(String agent, Runnable delivery) {
    if (reaches(agent)) {
      send(() -> {
        if (reaches(agent)) {
          delivery.run();
        }
      });
    }
  }

  private boolean reaches(String agent) {
    Instant now = clock.instant();
    return !now.isBefore(splitUntil) && !now.isBefore(cut.getOrDefault(agent, Instant.MIN));
  }

  private Duration delay() {
    return chance.upTo(chance.of(trouble) ? SLOW : USUAL);
  }
}
