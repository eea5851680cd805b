package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a gang of two nodes with two ranks each takes to end and to start anew. */
@Tag("nightly")
class RestartFigureTest {
  private static final int TIMES = 12;
  private static final Duration END_MAX = Duration.ofSeconds(5);
  private static final double NANOS_PER_MILLI = 1e6;

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "8"));

  @Test
  void aGangWhoseRankWasKilledEndsSoonAndStartsAnewSoonAfter() throws Exception {
    OWN.muster().startServer();
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), "measured").steps(TIMES + 1, 1);
    for (int step = 1; step <= TIMES; step++) {
      drill.holding("step-" + step, step % 4);
    }
    drill.submit();

    List<Double> ended = new ArrayList<>();
    List<Double> started = new ArrayList<>();
    for (int step = 1; step <= TIMES; step++) {
      Standing standing = drill.standing("step-" + step, step % 4);
      drill.awaitCheckpoints();
      Set<RealProcess> old = drill.began(step).keySet();
      long struck = System.nanoTime();
      drill.strike(standing.process());
      drill.letGo("step-" + step, step % 4);
      long gone = gone(old);
      long begun = drill.began(step + 1).values().stream().mapToLong(at -> at).max().orElseThrow();
      ended.add((gone - struck) / NANOS_PER_MILLI);
      started.add((begun - gone) / NANOS_PER_MILLI);
    }

    JobView job = drill.succeeded();
    assertThat(job.attempts()).hasSize(TIMES + 1);
    assertThat(ended).allMatch(millis -> millis < END_MAX.toMillis());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("what", "kill -9 of one of 4 ranks on 2 nodes, " + TIMES + " times in one job");
    figures.put("millisUntilTheRestHasEnded", summary(ended));
    figures.put("millisFromThenUntilAllRanksRunAgain", summary(started));
    Figures.write("restart.json", figures);
  }

  /** When the last of them has gone. */
  private static long gone(Set<RealProcess> old) {
    Awaitility.await("the end of the gang")
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> old.stream().noneMatch(RealProcess::alive));
    return System.nanoTime();
  }

  private static Map<String, Object> summary(List<Double> millis) {
    List<Long> sorted = millis.stream().map(Math::round).sorted().toList();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("median", sorted.get(sorted.size() / 2));
    summary.put("max", sorted.getLast());
    summary.put("all", sorted);
    return summary;
  }
}
