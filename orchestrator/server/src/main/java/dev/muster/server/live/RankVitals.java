package dev.muster.server.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rank last reported.
 *
 * @param step newest step; null before the first
 * @param loss newest loss; null when it reports none
 * @param pace how fast it goes; null before the first step
 */
public record RankVitals(@Nullable Long step, @Nullable Double loss, @Nullable Pace pace) {
  static final RankVitals NONE = new RankVitals(null, null, null);

  /**
   * These vitals after a further line.
   *
   * @param arrival when it came in, for a line that does not say when it was written; null leaves
   *     the pace to a later line
   */
  RankVitals plus(ProgressLine line, @Nullable Instant arrival) {
    Long newStep = line.step() == null ? step : line.step();
    Double newLoss = line.loss() == null ? loss : line.loss();
    return new RankVitals(newStep, newLoss, paced(line, arrival));
  }

  private @Nullable Pace paced(ProgressLine line, @Nullable Instant arrival) {
    Long now = line.step();
    Instant at = line.time() == null ? arrival : line.time();
    if (now == null || at == null || line.checkpoint() != null) {
      return pace;
    }
    return pace == null ? Pace.start(now, at, line.tokens()) : pace.at(now, at, line.tokens());
  }
}
