package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.api.SeriesView;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With real PyTorch, whatever was killed: the losses are those of a run that nothing disturbed. */
@Tag("ci")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptNanoFaultsTest {
  private static final int STEPS = 30;
  private static final int EVERY = 10;
  private static final int STRUCK_AT = 15;
  private static final double TOLERANCE = 1e-6;
  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  private interface Victim {
    RealProcess of(Nano nano) throws IOException;
  }

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @RegisterExtension private final FaultTable table = new FaultTable();

  private Map<Long, Double> undisturbed = Map.of();

  @BeforeAll
  void trainUndisturbed() throws Exception {
    Nano nano = Nano.of(OWN, "undisturbed", STEPS, EVERY);
    succeeded(nano.run());
    undisturbed = nano.losses();
    assertThat(undisturbed).hasSize(STEPS);
  }

  @Test
  void aKilledRankDoesNotChangeWhatIsLearned() throws Exception {
    assertThat(killed("rank", nano -> nano.rank(2)).attempts()).hasSize(2);
  }

  @Test
  void aKilledAgentDoesNotChangeWhatIsLearned() throws Exception {
    assertThat(killed("agent", nano -> nano.rank(2).parent()).attempts()).hasSize(2);
  }

  @Test
  void aKilledServerIsNotEvenNoticed() throws Exception {
    assertThat(killed("server", nano -> OWN.muster().server()).attempts()).hasSize(1);
  }

  private JobView killed(String name, Victim victim) throws Exception {
    Nano nano = Nano.of(OWN, "killed-" + name, STEPS, EVERY);
    Command run = nano.run();
    nano.awaitStep(1, STRUCK_AT);

    Instant struck = Instant.now();
    victim.of(nano).kill();
    succeeded(run);

    Map<Long, Double> losses = nano.losses();
    assertThat(losses.keySet()).isEqualTo(undisturbed.keySet());
    double worst = Nano.worstDifference(losses, undisturbed);
    System.out.println("worst difference of the loss after " + name + " was killed: " + worst);
    assertThat(worst).isLessThan(TOLERANCE);
    table.met("gpt-nano, kill -9 of " + name, recovery(nano.series(), struck));
    return nano.look();
  }

  /** Until the first step after the strike; a step that was done twice was lost once. */
  private static Recovery recovery(List<SeriesView> attempts, Instant struck) {
    Instant trained =
        attempts.getLast().points().stream()
            .map(point -> point.time())
            .filter(time -> time.isAfter(struck))
            .findFirst()
            .orElseThrow();
    long done = attempts.stream().mapToLong(series -> series.points().size()).sum();
    return new Recovery(Duration.between(struck, trained), done - STEPS);
  }

  private static void succeeded(Command run) throws InterruptedException {
    Ended ended = run.await(RUN_MAX);
    assertThat(ended.exit()).as(ended.text()).isZero();
  }
}
