package dev.muster.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The dice of a simulation: everything random is drawn here, from one seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean of(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in [low, high]. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** One of these, all as likely. */
  <T> T oneOf(List<T> these) {
    return these.get(between(0, these.size() - 1));
  }

  /** Uniform up to a bound, in milliseconds. */
  Duration upTo(Duration bound) {
    return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
  }

  /** A further seed, for a part with dice of its own. */
  long seed() {
    return random.nextLong();
  }
}
