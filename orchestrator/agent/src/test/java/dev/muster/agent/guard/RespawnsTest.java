package dev.muster.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RespawnsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong();
  private final Respawns respawns = new Respawns(now::get);

  @Test
  void boundsHowOftenOneThatCannotLiveIsStarted() {
    int starts = 0;
    for (Duration passed = respawns.pause();
        passed.compareTo(MINUTE) < 0;
        passed = passed.plus(slept())) {
      starts++;
    }
    assertThat(starts).isEqualTo(6);
    assertThat(slept()).isEqualTo(MINUTE);
    assertThat(slept()).isEqualTo(MINUTE);
  }

  @Test
  void replacesOneThatHasLivedAtOnce() {
    respawns.pause();
    slept();
    now.addAndGet(MINUTE.plusNanos(1).toNanos());
    assertThat(respawns.pause()).isZero();
  }

  /** The next one ends as soon as it was started. */
  private Duration slept() {
    Duration pause = respawns.pause();
    now.addAndGet(pause.toNanos());
    return pause;
  }
}
