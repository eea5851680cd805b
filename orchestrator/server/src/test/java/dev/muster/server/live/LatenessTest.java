package dev.muster.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Lateness lateness = new Lateness(PERIOD, 0);

  @Test
  void aWatchInTimeHasNotPaused() {
    assertThat(lateness.at(seconds(1))).isZero();
    assertThat(lateness.at(seconds(3))).isZero();
    assertThat(lateness.at(seconds(8))).isZero();
  }

  @Test
  void fiveSecondsLateIsAPauseAndCountsOnce() {
    assertThat(lateness.at(seconds(6))).isEqualTo(Duration.ofSeconds(5));
    assertThat(lateness.at(seconds(7))).isZero();
    assertThat(lateness.at(seconds(608))).isEqualTo(Duration.ofMinutes(10));
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
