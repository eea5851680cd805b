package dev.muster.server.agents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.world.Worker;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of an agent that speaks, or does not. */
class SeatTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Seat seat = new Seat(new AgentIdentity(new ClaimId("c-1"), 0), 0);

  @Test
  void aPauseOfOursIsNotTheAgentsSilence() {
    seat.excuse(Duration.ofMinutes(9), 10 * MINUTE);
    assertThat(seat.silence(10 * MINUTE)).isEqualTo(Duration.ofMinutes(1));

    seat.hear(10 * MINUTE);
    seat.excuse(Duration.ofMinutes(9), 10 * MINUTE);
    assertThat(seat.silence(10 * MINUTE)).isZero();
  }

  @Test
  void tellingsAreCountedUntilTheAgentIsHeard() {
    seat.silenceTold(2);
    assertThat(seat.silencesTold()).isEqualTo(2);

    seat.hear(MINUTE);
    assertThat(seat.silencesTold()).isZero();
  }

  @Test
  void timesOfAnAgentAreTranslatedByOneDistance() {
    WorkerReport first = seat.onOurClock(report("a", 1, 1_000), 50_000);
    assertThat(first.ranks().getFirst().exitedAtMillis()).isEqualTo(49_900);

    WorkerReport late = seat.onOurClock(report("a", 2, 2_000), 59_000);
    assertThat(late.ranks()).isEqualTo(first.ranks());
  }

  @Test
  void anExitThatAFormerServerToldKeepsItsTime() {
    seat.expect(Worker.of(seat.onOurClock(report("a", 1, 1_000), 50_000)));
    Seat successor = new Seat(seat.agent(), 0);
    successor.expect(requireNonNull(seat.taken()));

    WorkerReport again = successor.onOurClock(report("a", 2, 3_000), 99_000);
    assertThat(Worker.of(again)).isEqualTo(seat.taken());

    WorkerReport other = successor.onOurClock(report("b", 1, 3_000), 99_000);
    assertThat(other.ranks().getFirst().exitedAtMillis()).isEqualTo(96_900);
  }

  @Test
  void anAgentThatDoesNotTellItsClockIsTakenAtItsWord() {
    WorkerReport untold = seat.onOurClock(report("a", 1, 0), 50_000);
    assertThat(untold.ranks().getFirst().exitedAtMillis()).isEqualTo(900);
  }

  /** A rank ended at 900 of the agent's clock. */
  private static WorkerReport report(String instance, long sequence, long sentAt) {
    RankReport rank = new RankReport(0, 7, true, 1, null, false, 900, List.of());
    return new WorkerReport(
        "c-1",
        0,
        instance,
        sequence,
        1,
        WorkerPhase.RUNNING,
        "",
        null,
        List.of(rank),
        null,
        sentAt);
  }
}
