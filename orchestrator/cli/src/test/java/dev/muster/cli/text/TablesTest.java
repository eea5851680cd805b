package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CheckpointView;
import dev.muster.api.MeshView;
import dev.muster.api.PlanView;
import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import dev.muster.api.RankView;
import dev.muster.api.ScheduleView;
import dev.muster.api.StageView;
import dev.muster.api.WorkerView;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  @Test
  void jobsAreListedOneLineEach() {
    List<String> lines =
        JobTable.lines(
            List.of(
                Samples.queued(),
                Samples.preparing(),
                Samples.running(120, 42),
                Samples.succeeded(),
                Samples.restarted("running", 130, 70),
                Samples.suspended(),
                Samples.failed()),
            Samples.at(130),
            Style.PLAIN);

    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(
            """
            NAME      STATE      STEP     LOSS    RESTARTS  AGE  REASON
            gpt-nano  queued     -        -       0         2m   needs 2 cores, 0 of 2 are free at local
            gpt-nano  starting   -        -       0         2m   environment: installing torch … 12 s
            gpt-nano  running    120/360  3.2119  0         2m
            gpt-nano  succeeded  360/360  2.1312  0         2m
            gpt-nano  running    130/360  3.2000  1         2m
            gpt-nano  suspended  120/360  3.2000  0         2m
            gpt-nano  failed     17/360   5.1000  0         2m   user.exit on rank 2, node 1: rank 2 exited with code 1
            """);
  }

  @Test
  void coloursDoNotMoveColumns() {
    List<String> painted =
        JobTable.lines(List.of(Samples.queued(), Samples.failed()), Samples.at(9), new Style(true));
    List<String> plain =
        JobTable.lines(List.of(Samples.queued(), Samples.failed()), Samples.at(9), Style.PLAIN);

    assertThat(painted.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
        .isEqualTo(plain);
  }

  @Test
  void aJobIsDescribedSectionBySection() {
    PlanView plan =
        new PlanView(
            new MeshView(2, 1, 1, 2, 1, 1),
            List.of(
                new StageView(0, List.of(0, 1), true, false, 0.4925),
                new StageView(1, List.of(2, 3), false, true, 0.5075)),
            new ScheduleView("1f1b", 8, 2),
            List.of("one sentence of the planner"));
    Description description =
        new Description(
            Samples.running(120, 42),
            plan,
            Samples.ranks("running", "running", "running", "ready"),
            List.of(new WorkerView(0, "running", null, "a", 1, 0.4)),
            List.of(
                new CheckpointView(
                    100, 1, "/data/c/100", Samples.at(40), "verified", 3, 4_718_592L, "ab"),
                new CheckpointView(
                    120, 1, "/data/c/120", Samples.at(41), "announced", null, null, null)));
    Clock clock = Clock.fixed(Samples.at(42), ZoneOffset.UTC);

    assertThat(String.join("\n", description.lines(clock, Style.PLAIN)) + "\n")
        .isEqualTo(
            """
            gpt-nano  running
              id         j1
              submitted  2026-03-01 10:00:00, 0:42 so far
              progress   step 120 of 360 (33%), loss 3.2119, 13.6k tokens/s, 1:12 left

            Plan
              4 ranks = data 2 × pipeline 2 on 2 nodes
              stage 0: embedding, layers 0-1 (49% of the work)
              stage 1: layers 2-3, head (51% of the work)
              1f1b, 8 × 2 sequences
              one sentence of the planner

            Attempts
              NUMBER  STATE    FROM  STARTED              ENDED  CAUSE
              1       running  -     2026-03-01 10:00:01  -

            Nodes
              NODE  PHASE    HEARTBEAT  ACTIVITY
              0     running  0.4 s ago

            Ranks
              RANK  NODE  DATA  PIPELINE  STATE    PID   STEP  LOSS
              0     0     0     0         running  4000  120   3.2119
              1     0     1     0         running  4001  120   -
              2     1     0     1         running  4002  120   -
              3     1     1     1         ready    -     -     -

            Checkpoints
              STEP  ATTEMPT  STATE      SIZE     WRITTEN              PATH
              100   1        verified   4.5 MiB  2026-03-01 10:00:40  /data/c/100
              120   1        announced  -        2026-03-01 10:00:41  /data/c/120

            Files
              logs         /data/jobs/j1/logs
              checkpoints  /data/jobs/j1/checkpoints
              workdir      /data/jobs/j1/workdir
            """);
  }

  @Test
  void everyAttemptIsDescribedWithItsBeginningAndEnd() {
    Description description =
        new Description(
            Samples.restarted("running", 130, 70),
            new PlanView(new MeshView(2, 1, 1, 2, 1, 1), List.of(), null, List.of()),
            List.of(
                new RankView(
                    2, 1, "failed", 9L, null, 9, 130L, null, 0.1, new MeshView(0, 0, 0, 1, 0, 0))),
            List.of(),
            List.of());
    Clock clock = Clock.fixed(Samples.at(42), ZoneOffset.UTC);

    assertThat(String.join("\n", description.lines(clock, Style.PLAIN)) + "\n")
        .contains(
            "  restarts   1\n",
            """
              NUMBER  STATE    FROM      STARTED              ENDED                CAUSE
              1       failed   -         2026-03-01 10:00:01  2026-03-01 10:01:00  rank.signalled on rank 2, node 1: rank 2 was ended by SIGKILL
              2       running  step 120  2026-03-01 10:01:01  -
            """,
            "failed (SIGKILL)");
  }

  @Test
  void pruningTellsWhatAndHowMuch() {
    PruneView pruned =
        new PruneView(
            List.of(
                new PrunedView("environment", "3f2a", 3_650_722_201L),
                new PrunedView("leftover", "runtimes/.copying-9", 512)),
            3_650_722_713L,
            true);

    assertThat(String.join("\n", PruneTable.lines(pruned)) + "\n")
        .isEqualTo(
            """
            KIND         NAME                 SIZE
            environment  3f2a                 3.4 GiB
            leftover     runtimes/.copying-9  512 B
            2 items, 3.4 GiB would be removed
            """);
    assertThat(PruneTable.lines(new PruneView(List.of(), 0, false)))
        .containsExactly("nothing to remove");
  }

  @ParameterizedTest
  @CsvSource({"9,SIGKILL", "15,SIGTERM", "11,SIGSEGV", "31,SIGSYS", "0,signal 0", "34,signal 34"})
  void signalsHaveNames(int signal, String name) {
    assertThat(SignalText.name(signal)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1610612736,1.5 GiB", ",-"})
  void sizesAreShort(@Nullable Long bytes, String text) {
    assertThat(Figures.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void anEventIsOneLineWhateverItSays() {
    String line =
        EventLine.text(Samples.event(7, 21, "rank.exited", "rank 2\nended"), ZoneOffset.UTC);

    assertThat(line).isEqualTo("2026-03-01 10:00:21  rank.exited           rank 2 ended");
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "59,0:59", "60,1:00", "3599,59:59", "3600,1:00:00", "90061,25:01:01"})
  void durationsReadLikeAClock(long seconds, String clock) {
    assertThat(Figures.clock(Duration.ofSeconds(seconds))).isEqualTo(clock);
  }

  @ParameterizedTest
  @CsvSource({"119,119s", "120,2m", "7199,119m", "7200,2h", "172800,2d"})
  void agesAreShort(long seconds, String age) {
    assertThat(Figures.age(Duration.ofSeconds(seconds))).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource({"870.4,870", "13612.4,13.6k", "2100000,2.1M"})
  void ratesAreShort(double rate, String text) {
    assertThat(Figures.rate(rate)).isEqualTo(text);
  }
}
