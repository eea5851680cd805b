package dev.muster.server.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a rank goes: averages that forget what is older than some ten seconds, so that one slow
 * step does not jolt them and a change still shows soon.
 *
 * @param step the step at which it was last measured
 * @param at when that was
 * @param tokens tokens seen by then; null when not reported
 * @param stepsPerSecond average; null before the second measurement
 * @param tokensPerSecond average; null when tokens are not reported
 */
public record Pace(
    long step,
    Instant at,
    @Nullable Double tokens,
    @Nullable Double stepsPerSecond,
    @Nullable Double tokensPerSecond) {
  /** Weights fall to 1/e over this time. */
  private static final double MEMORY_SECONDS = 10;

  /** Lines closer together than this are measured together. */
  private static final Duration APART = Duration.ofMillis(50);

  private static final double NANOS_PER_SECOND = 1e9;

  static Pace start(long step, Instant at, @Nullable Double tokens) {
    return new Pace(step, at, tokens, null, null);
  }

  /** The pace after a further step; it starts anew when steps or clock went back. */
  Pace at(long nextStep, Instant now, @Nullable Double nextTokens) {
    Duration apart = Duration.between(at, now);
    if (nextStep < step || apart.isNegative()) {
      return start(nextStep, now, nextTokens);
    }
    if (apart.compareTo(APART) < 0) {
      return this;
    }
    double seconds = apart.toNanos() / NANOS_PER_SECOND;
    Double speed = nextTokens == null || tokens == null ? null : (nextTokens - tokens) / seconds;
    return new Pace(
        nextStep,
        now,
        nextTokens,
        average(stepsPerSecond, (nextStep - step) / seconds, seconds),
        speed == null ? null : average(tokensPerSecond, speed, seconds));
  }

  private static double average(@Nullable Double former, double now, double seconds) {
    if (former == null) {
      return now;
    }
    double weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
    return former + weight * (now - former);
  }
}
