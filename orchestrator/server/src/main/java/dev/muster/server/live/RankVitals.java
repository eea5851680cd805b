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

  /** These vitals after a further line that came in at {@code arrival}. */
  RankVitals plus(ProgressLine line, Instant arrival) {
    Long newStep = line.step() == null ? step : line.step();
    Double newLoss = line.loss() == null ? loss : line.loss();
    return new RankVitals(newStep, newLoss, paced(line, arrival));
  }

  private @Nullable Pace paced(ProgressLine line, Instant arrival) {
    Long now = line.step();
    if (now == null || line.checkpoint() != null) {
      return pace;
    }
    Instant at = line.time() == null ? arrival : line.time();
    return pace == null ? Pace.start(now, at, line.tokens()) : pace.at(now, at, line.tokens());
  }
}
