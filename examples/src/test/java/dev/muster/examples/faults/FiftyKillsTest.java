package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.api.PointView;
import dev.muster.api.SeriesView;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A training of 200 steps that is struck 50 times: each time one of its seven processes, four
 * ranks, two agents and the server, drawn at random, one to three new steps after the last strike.
 * The seed is printed; {@code -Dmuster.seed} repeats it.
 */
@Tag("nightly")
class FiftyKillsTest {
  private static final int STEPS = 200;
  private static final int EVERY = 5;
  private static final int KILLS = 50;
  private static final int RANKS = 4;
  private static final int SERVER = 6;
  private static final int PROCESSES = 7;
  private static final int GAP_MAX = 3;
  private static final double TOLERANCE = 1e-6;
  private static final Duration RUN_MAX = Duration.ofMinutes(60);

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "2"));

  private final Map<String, Integer> killed = new TreeMap<>();

  @Test
  void aTrainingThatIsStruckFiftyTimesFinishesAndLearnsTheSame() throws Exception {
    long seed = Long.getLong("muster.seed", System.nanoTime());
    System.out.println("muster.seed=" + seed);
    Nano calm = Nano.of(OWN, "calm", STEPS, EVERY);
    succeeded(calm.run());
    Nano struck = Nano.of(OWN, "struck", STEPS, EVERY);
    Command run = struck.run();
    strike(struck, new Random(seed));
    succeeded(run);

    Map<Long, Double> undisturbed = calm.losses();
    assertThat(undisturbed).hasSize(STEPS);
    assertThat(struck.losses().keySet()).isEqualTo(undisturbed.keySet());
    double worst = Nano.worstDifference(struck.losses(), undisturbed);
    assertThat(worst).isLessThan(TOLERANCE);
    assertThat(struck.look().attempts())
        .as("the first, and one for each rank and agent that was killed")
        .hasSize(1 + KILLS - killed.getOrDefault(kind(SERVER), 0));
    Figures.write("kills.json", figures(seed, worst, calm, struck));
  }

  private void strike(Nano nano, Random random) throws Exception {
    long best = 0;
    int attempt = 1;
    for (int kill = 1; kill <= KILLS; kill++) {
      SeriesView running = nano.awaitStep(attempt, best + 1 + random.nextInt(GAP_MAX));
      best = Nano.reached(running);
      int victim = random.nextInt(PROCESSES);
      RealProcess process = process(nano, victim);
      System.out.printf("kill %d at step %d: %s %s%n", kill, best, kind(victim), process);
      process.kill();
      killed.merge(kind(victim), 1, Integer::sum);
      attempt = running.attempt() + (victim == SERVER ? 0 : 1);
    }
  }

  private static RealProcess process(Nano nano, int victim) throws IOException {
    if (victim < RANKS) {
      return nano.rank(victim);
    }
    return victim == SERVER ? OWN.muster().server() : nano.rank((victim - RANKS) * 2).parent();
  }

  private static String kind(int victim) {
    if (victim < RANKS) {
      return "rank";
    }
    return victim == SERVER ? "server" : "agent";
  }

  private Map<String, Object> figures(long seed, double worst, Nano calm, Nano struck)
      throws IOException {
    JobView job = struck.look();
    double wall = seconds(job.submittedAt(), Objects.requireNonNull(job.finishedAt()));
    double productive = trained(calm.series().getFirst()) * STEPS / (STEPS - 1);
    long done = struck.series().stream().mapToLong(series -> series.points().size()).sum();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("what", "gpt-nano, 200 steps, 4 ranks on 2 nodes, 50 random kill -9");
    figures.put("seed", seed);
    figures.put("checkpointEverySteps", EVERY);
    figures.put("killed", killed);
    figures.put("attempts", job.attempts().size());
    figures.put("stepsDoneTwice", done - STEPS);
    figures.put("worstDifferenceOfTheLoss", worst);
    figures.put("wallSecondsFromSubmission", wall);
    figures.put("secondsThatTheStepsTakeUndisturbed", productive);
    figures.put("shareOfProductiveTime", productive / wall);
    figures.put("secondsPerKill", (wall - productive) / KILLS);
    return figures;
  }

  /** From the first step to the last. */
  private static double trained(SeriesView series) {
    List<PointView> points = series.points();
    return seconds(points.getFirst().time(), points.getLast().time());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private static void succeeded(Command run) throws InterruptedException {
    Ended ended = run.await(RUN_MAX);
    assertThat(ended.exit()).as(ended.text()).isZero();
  }
}
