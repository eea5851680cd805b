package dev.muster.engine.step;

import java.time.Duration;

/** Times as a manifest has them: {@code 90s}, {@code 20m}, {@code 6h}. */
final class Spans {
  private Spans() {}

  static String of(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds % 3600 == 0) {
      return time.toHours() + "h";
    }
    return seconds % 60 == 0 ? time.toMinutes() + "m" : seconds + "s";
  }
}
