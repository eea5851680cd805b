package dev.muster.server.live;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line that a rank appended to its progress file.
 *
 * @param step training step; null when the line names none
 * @param time when it was written, by the rank's clock; null when the line does not say
 * @param numbers every other number, by its name; may be infinite or not a number
 * @param checkpoint folder of a checkpoint that the line announces; null when it does not
 */
public record ProgressLine(
    @Nullable Long step,
    @Nullable Instant time,
    Map<String, Double> numbers,
    @Nullable String checkpoint) {
  public ProgressLine {
    numbers = Map.copyOf(numbers);
  }

  public @Nullable Double loss() {
    return numbers.get("loss");
  }

  /** Tokens that the whole job has seen. */
  public @Nullable Double tokens() {
    return numbers.get("tokens");
  }
}
