package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.MeshView;
import dev.muster.api.RankView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFrameTest {
  private static final List<EventView> EVENTS =
      List.of(
          Samples.event(1, 0, "job.submitted", "submitted"),
          Samples.event(2, 1, "job.admitted", "admitted: 2 nodes of local at local"),
          Samples.event(3, 9, "rank.started", "rank 2 started on node 1"),
          Samples.event(4, 9, "rank.started", "rank 3 started on node 1"));

  @Test
  void trainingShowsHowFarItIsAndHowTheRanksAre() {
    Snapshot seen =
        seen(
            Samples.running(120, 42),
            Samples.ranks("running", "running", "running", "preparing"),
            42);

    assertThat(frame(80, 24, seen))
        .isEqualTo(
            """
            gpt-nano  running  0:42
              █████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░  120/360  33%
              loss 3.2119  tokens/s 13.6k  ETA 1:12
              stage 0   ● ●
              stage 1   ● ◔
                        ● running 3  ◔ preparing 1
                0:01  admitted: 2 nodes of local at local
                0:09  rank 2 started on node 1
                0:09  rank 3 started on node 1
            """);
  }

  @Test
  void waitingShowsWhyAndWhatWouldChangeIt() {
    assertThat(
            frame(
                80, 24, new Snapshot(Samples.queued(), List.of(), List.of(), Samples.at(3), null)))
        .isEqualTo(
            """
            gpt-nano  queued  0:03
              needs 2 cores, 0 of 2 are free at local
                would run if the jobs that hold the capacity end
                next: muster cancel other
            """);
  }

  @Test
  void preparingShowsWhatTheNodesDo() {
    Snapshot seen =
        new Snapshot(
            Samples.preparing(),
            Samples.ranks("preparing", "preparing", "pending", "pending"),
            List.of(),
            Samples.at(15),
            null);

    assertThat(frame(80, 24, seen))
        .isEqualTo(
            """
            gpt-nano  starting  0:15
              stage 0   ◔ ◔
              stage 1   · ·
                        ◔ preparing 2  · pending 2
              environment: installing torch … 12 s
            """);
  }

  @Test
  void aLostServerIsSaid() {
    Snapshot seen = seen(Samples.running(120, 42), List.of(), 42);

    assertThat(frame(80, 24, seen.troubled(Samples.at(50), "the server does not answer")))
        .contains("gpt-nano  running  0:50\n")
        .endsWith("  the server does not answer\n");
  }

  @Test
  void coloursTakeNoRoom() {
    Snapshot seen = seen(Samples.running(120, 42), Samples.ranks("running", "failed"), 42);
    List<String> painted = new LiveFrame(new Style(true), 40, 24).lines(seen);
    List<String> plain = new LiveFrame(Style.PLAIN, 40, 24).lines(seen);

    assertThat(painted.stream().map(LiveFrameTest::withoutColours)).isEqualTo(plain);
    assertThat(painted.getFirst()).contains("\u001b[36mrunning\u001b[0m");
    assertThat(String.join("", painted)).contains("\u001b[31m✗\u001b[0m");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 80, 200})
  void everyLineFitsTheTerminal(int width) {
    Snapshot seen = seen(Samples.running(120, 42), large(64, 32), 42);
    List<String> lines = new LiveFrame(new Style(true), width, 20).lines(seen);

    assertThat(lines).hasSizeLessThan(20).allMatch(line -> Clip.length(line) <= width);
  }

  @Test
  void whatDoesNotFitIsDrawnTogetherAndShowsTheWorst() {
    List<RankView> ranks =
        large(64, 32).stream()
            .map(r -> r.rank() == 70 ? Samples.rank(70, "failed", r.mesh()) : r)
            .toList();
    Snapshot seen = new Snapshot(Samples.running(120, 42), ranks, List.of(), Samples.at(42), null);

    assertThat(frame(42, 24, seen))
        .contains(
            """
              stage 0-3     ●●✗●●●●●●●●●●●●●●●●●●●
              stage 4-7     ●●●●●●●●●●●●●●●●●●●●●●
            """)
        .contains("● running 2047  ✗ failed 1");
  }

  private static Snapshot seen(JobView job, List<RankView> ranks, long second) {
    return new Snapshot(job, ranks, EVENTS, Samples.at(second), null);
  }

  private static List<RankView> large(int data, int pipeline) {
    return IntStream.range(0, data * pipeline)
        .mapToObj(rank ->
            Samples.rank(rank, "running", new MeshView(rank % data, 0, 0, rank / data, 0, 0)))
        .toList();
  }

  private static String frame(int width, int height, Snapshot seen) {
    return String.join("\n", new LiveFrame(Style.PLAIN, width, height).lines(seen)) + "\n";
  }

  private static String withoutColours(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
