package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.api.MetricsView;
import dev.muster.api.PointView;
import dev.muster.api.SeriesView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void successTellsWhatCameOut() {
    assertThat(summary(Samples.succeeded(), Optional.of(new LossSpan(5.541, 2.1312))))
        .isEqualTo(
            """
            gpt-nano succeeded after 1:58, 0 restarts
              steps        360 of 360
              loss         5.5410 → 2.1312
              speed        13.6k tokens/s
              logs         /data/jobs/j1/logs
              checkpoints  /data/jobs/j1/checkpoints
            """);
  }

  @Test
  void failureTellsWhereWhyAndWhatNext() {
    assertThat(summary(Samples.failed(), Optional.empty()))
        .isEqualTo(
            """
            gpt-nano failed after 0:21, 0 restarts
              cause        user.exit on rank 2, node 1: rank 2 exited with code 1
                | Traceback (most recent call last):
                | ValueError:  [31mno [0m
              steps        17 of 360
              logs         /data/jobs/j1/logs
              checkpoints  /data/jobs/j1/checkpoints
              next         muster logs gpt-nano --rank 2
            """);
  }

  @Test
  void everyRestartIsToldWithItsCause() {
    assertThat(summary(Samples.restarted("succeeded", 360, 118), Optional.empty()))
        .isEqualTo(
            """
            gpt-nano succeeded after 1:58, 1 restart
              restart      attempt 2, from the checkpoint of step 120, after rank.signalled on rank 2, node 1: rank 2 was ended by SIGKILL
              steps        360 of 360
              logs         /data/jobs/j1/logs
              checkpoints  /data/jobs/j1/checkpoints
            """);
  }

  @Test
  void whatNeverRanHasNoFiles() {
    assertThat(summary(Samples.cancelled(), Optional.empty()))
        .isEqualTo("gpt-nano cancelled after 0:05, 0 restarts\n");
  }

  @Test
  void theLossSpansAllAttempts() {
    MetricsView metrics =
        new MetricsView(
            List.of(
                new SeriesView("loss", 2, List.of(point(11, 2.0), point(12, null))),
                new SeriesView("grad", 1, List.of(point(1, 9.0))),
                new SeriesView("loss", 1, List.of(point(1, 5.0), point(10, 3.0)))));

    assertThat(LossSpan.of(metrics)).contains(new LossSpan(5.0, 2.0));
    assertThat(LossSpan.of(new MetricsView(List.of()))).isEmpty();
  }

  private static PointView point(long step, @Nullable Double value) {
    return new PointView(step, Samples.START, value);
  }

  private static String summary(JobView job, Optional<LossSpan> loss) {
    return String.join("\n", new Summary(Style.PLAIN).lines(job, loss)) + "\n";
  }
}
