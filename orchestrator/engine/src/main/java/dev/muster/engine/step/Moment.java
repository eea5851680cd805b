package dev.muster.engine.step;

import java.time.Duration;
import java.time.Instant;

/**
 * When a step happens.
 *
 * @param now the engine's time; never before that of an earlier step
 * @param awakeSince since when the engine has run without a gap: a server that was down or a
 *     machine that slept heard nobody, so no wait is over because of that time
 */
public record Moment(Instant now, Instant awakeSince) {

  /** Whether a wait has lasted longer than allowed. */
  boolean passed(Instant since, Duration allowed) {
    Instant from = since.isAfter(awakeSince) ? since : awakeSince;
    return now.isAfter(from.plus(allowed));
  }
}
