package dev.muster.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttendanceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Attendance attendance = new Attendance(nanos::get);

  @Test
  void absenceCountsFromTheLastTouch() {
    pass(Duration.ofSeconds(5));
    attendance.touch();
    pass(Duration.ofSeconds(3));
    assertThat(attendance.absence()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void anOpenStreamIsPresence() {
    attendance.enter();
    attendance.enter();
    attendance.leave();
    pass(Duration.ofHours(1));
    assertThat(attendance.absence()).isZero();

    attendance.leave();
    pass(Duration.ofSeconds(2));
    assertThat(attendance.absence()).isEqualTo(Duration.ofSeconds(2));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
