package dev.muster.tck.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualClock clock = new VirtualClock();
  private final List<String> ran = new ArrayList<>();

  @Test
  void standsStillUntilItIsMoved() {
    clock.after(SECOND, () -> ran.add("late"));

    assertThat(clock.instant()).isEqualTo(VirtualClock.START);
    assertThat(ran).isEmpty();
  }

  @Test
  void runsActionsInTheOrderOfTheirTimesAndEqualOnesAsTheyWereScheduled() {
    clock.after(SECOND.multipliedBy(2), () -> ran.add("c"));
    clock.after(SECOND, () -> ran.add("a"));
    clock.after(SECOND, () -> ran.add("b"));

    clock.advance(SECOND.multipliedBy(3));

    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(clock.instant()).isEqualTo(VirtualClock.START.plusSeconds(3));
  }

  @Test
  void showsAnActionTheTimeItWasScheduledFor() {
    clock.after(SECOND, () -> ran.add(clock.instant().toString()));

    clock.advance(SECOND.multipliedBy(9));

    assertThat(ran).containsExactly(VirtualClock.START.plus(SECOND).toString());
  }

  @Test
  void runsWhatAnActionSchedulesWithinTheSameMove() {
    clock.after(SECOND, () -> clock.after(SECOND, () -> ran.add("child")));

    clock.advance(SECOND.multipliedBy(2));

    assertThat(ran).containsExactly("child");
  }

  @Test
  void leavesWhatIsDueLater() {
    clock.after(SECOND.multipliedBy(2), () -> ran.add("later"));

    clock.advance(SECOND);

    assertThat(ran).isEmpty();
    assertThat(clock.next()).contains(VirtualClock.START.plusSeconds(2));
  }

  @Test
  void treatsAPastTimeAsNow() {
    clock.advance(SECOND);
    clock.at(VirtualClock.START, () -> ran.add("overdue"));

    assertThat(clock.runNext()).isTrue();
    assertThat(clock.instant()).isEqualTo(VirtualClock.START.plus(SECOND));
    assertThat(clock.runNext()).isFalse();
  }

  @Test
  void stopsAsSoonAsTheConditionHolds() {
    clock.after(SECOND, () -> ran.add("a"));
    clock.after(SECOND.multipliedBy(2), () -> ran.add("b"));

    assertThat(clock.runUntil(() -> ran.contains("a"), Duration.ofHours(1))).isTrue();
    assertThat(ran).containsExactly("a");
    assertThat(clock.runUntil(() -> false, SECOND.multipliedBy(5))).isFalse();
    assertThat(clock.instant()).isEqualTo(VirtualClock.START.plusSeconds(6));
  }

  @Test
  void noticesThatASimulationChasesItsTail() {
    clock.after(SECOND, this::again);

    assertThatThrownBy(() -> clock.advance(SECOND)).hasMessageContaining("expected: time to move");
  }

  private void again() {
    clock.after(Duration.ZERO, this::again);
  }
}
