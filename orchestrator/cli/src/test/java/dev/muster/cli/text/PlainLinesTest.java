package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainLinesTest {
  private final PlainLines lines = new PlainLines();

  @Test
  void aJobIsToldFromItsQueueToItsEnd() {
    assertThat(next(Samples.queued(), 0))
        .containsExactly(
            "  0:00  gpt-nano queued",
            "  0:00    needs 2 cores, 0 of 2 are free at local",
            "  0:00      would run if the jobs that hold the capacity end",
            "  0:00      next: muster cancel other");
    assertThat(next(Samples.queued(), 5)).isEmpty();
    assertThat(next(Samples.preparing(), 7))
        .containsExactly(
            "  0:07  gpt-nano starting", "  0:07    environment: installing torch … 12 s");
    assertThat(next(Samples.running(1, 30), 30))
        .containsExactly(
            "  0:30  gpt-nano running",
            "  0:30    step 1 of 360 (0%), loss 3.2119, 13.6k tokens/s, 1:12 left");
    assertThat(next(Samples.succeeded(), 118)).containsExactly("  1:58  gpt-nano succeeded");
  }

  @Test
  void progressIsToldEveryTenSecondsOrTenth() {
    assertThat(next(Samples.running(1, 10), 10)).hasSize(2);
    assertThat(next(Samples.running(2, 11), 11)).isEmpty();
    assertThat(next(Samples.running(35, 19), 19)).isEmpty();
    assertThat(next(Samples.running(36, 19), 19)).singleElement().asString().contains("(10%)");
    assertThat(next(Samples.running(37, 28), 28)).isEmpty();
    assertThat(next(Samples.running(38, 29), 29)).singleElement().asString().contains("step 38");
    assertThat(next(Samples.running(38, 60), 60)).isEmpty();
  }

  @Test
  void aRestartIsToldWithItsCauseAndWhatItCosts() {
    next(Samples.running(137, 42), 42);
    Snapshot recovering =
        new Snapshot(
            Samples.restarted("starting", 137, 62),
            List.of(),
            List.of(
                Samples.event(7, 60, "rank.exited", "rank 2 ended"),
                Samples.event(
                    8, 61, "job.recovers", "starts again on the same nodes after: SIGKILL")),
            Samples.at(62),
            null);

    assertThat(lines.next(recovering))
        .containsExactly(
            "  1:01  starts again on the same nodes after: SIGKILL",
            "  1:02  gpt-nano starting (attempt 2)");
    assertThat(lines.next(recovering)).isEmpty();
    assertThat(next(Samples.restarted("running", 120, 63), 63))
        .containsExactly(
            "  1:03  gpt-nano running (attempt 2, from the checkpoint of step 120), 17 steps done"
                + " again",
            "  1:03    step 120 of 360 (33%), loss 3.2000");
    assertThat(next(Samples.restarted("running", 144, 80), 80)).hasSize(1);
  }

  @Test
  void aJobAtRestIsToldWithoutAttemptAndProgress() {
    assertThat(next(Samples.suspended(), 90)).containsExactly("  1:30  gpt-nano suspended");
    assertThat(next(Samples.restarted("succeeded", 360, 118), 118))
        .containsExactly("  1:58  gpt-nano succeeded");
  }

  @Test
  void aServerThatKnowsLessThanBeforeMakesNothingToldTwice() {
    assertThat(next(Samples.running(120, 10), 10)).hasSize(2);
    assertThat(next(Samples.running(90, 40), 40)).isEmpty();
    assertThat(next(Samples.running(120, 60), 60)).isEmpty();
    assertThat(next(Samples.running(121, 61), 61)).hasSize(1);
  }

  @Test
  void whyItFailedIsLeftToTheSummary() {
    assertThat(next(Samples.failed(), 21)).containsExactly("  0:21  gpt-nano failed");
  }

  @Test
  void aLostServerIsSaidOnceAndSoIsItsReturn() {
    Snapshot seen = snapshot(Samples.running(1, 10), 10);
    assertThat(lines.next(seen)).hasSize(2);
    assertThat(lines.next(seen.troubled(Samples.at(12), "the server does not answer")))
        .containsExactly("  0:12  the server does not answer");
    assertThat(lines.next(seen.troubled(Samples.at(30), "the server does not answer"))).isEmpty();
    assertThat(next(Samples.running(1, 31), 31))
        .containsExactly("  0:31  the server answers again");
  }

  private List<String> next(JobView job, long second) {
    return lines.next(snapshot(job, second));
  }

  private static Snapshot snapshot(JobView job, long second) {
    return new Snapshot(job, List.of(), List.of(), Samples.at(second), null);
  }
}
