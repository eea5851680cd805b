package dev.muster.agent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void aSteadyClockPassesEvenlyThoughTheWallClockIsSet() {
    AtomicReference<Instant> wall = new AtomicReference<>(Instant.ofEpochSecond(1000));
    SteadyClock clock = new SteadyClock(wall::get, nanos::get);
    wall.set(Instant.ofEpochSecond(4600));
    pass(Duration.ofSeconds(2));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1002));
  }

  @Test
  void whatTheProcessSleptThroughDoesNotCount() {
    AwakeTime time = new AwakeTime(nanos::get);
    long start = time.getAsLong();
    for (int second = 0; second < 10; second++) {
      pass(Duration.ofSeconds(1));
      time.getAsLong();
    }
    pass(Duration.ofMinutes(10));
    assertThat(Duration.ofNanos(time.getAsLong() - start)).isEqualTo(Duration.ofSeconds(11));
    pass(Duration.ofSeconds(4));
    assertThat(Duration.ofNanos(time.getAsLong() - start)).isEqualTo(Duration.ofSeconds(15));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
