package dev.muster.examples.faults;

import static java.lang.Double.NaN;

import dev.muster.api.JobView;
import dev.muster.api.PointView;
import dev.muster.api.RankView;
import dev.muster.api.SeriesView;
import dev.muster.client.JobRef;
import dev.muster.client.MetricQuery;
import dev.muster.client.MusterClient;
import dev.muster.examples.Workbench;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * A training of examples/gpt-nano with real PyTorch, shorter than the example. All trainings of one
 * data directory share the environment that the first one builds; a variable {@code
 * MUSTER_TEST_PYTHON} names an interpreter that has PyTorch already, which saves that too.
 */
final class Nano {
  private static final Duration SOON = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int TOKENS_PER_STEP = 32 * 128;

  private final MusterExtension own;
  private final JobRef ref;
  private final String manifest;

  private Nano(MusterExtension own, JobRef ref, String manifest) {
    this.own = own;
    this.ref = ref;
    this.manifest = manifest;
  }

  /** A training of so many steps, with a checkpoint every so many. */
  static Nano of(MusterExtension own, String name, int steps, int every) throws IOException {
    Map<String, String> edits = new HashMap<>();
    edits.put("  name: gpt-nano", "  name: " + name);
    edits.put("    tokens: 1474560", "    tokens: " + steps * TOKENS_PER_STEP);
    edits.put("      steps: 100", "      steps: " + every);
    String python = System.getenv("MUSTER_TEST_PYTHON");
    if (python != null) {
      edits.put("    requirements: requirements.txt", "    interpreter: " + python);
    }
    Workbench bench = Workbench.of("gpt-nano", own.folder(name)).edit("job.yaml", edits);
    return new Nano(own, new JobRef("default", name), bench.path("job.yaml"));
  }

  /** Runs it as a person does, who follows it and sees to it that there is a server. */
  Command run() throws IOException {
    return own.muster().start("run", manifest);
  }

  /** Waits until an attempt that is at least this one has made a step that is at least this one. */
  SeriesView awaitStep(int attempt, long step) {
    return Awaitility.await("%s, attempt %d at step %d".formatted(ref, attempt, step))
        .atMost(SOON)
        .pollInterval(LOOK)
        .ignoreExceptions()
        .until(
            () -> series().getLast(),
            newest -> newest.attempt() >= attempt && reached(newest) >= step);
  }

  /** The highest step of an attempt. */
  static long reached(SeriesView attempt) {
    return attempt.points().getLast().step();
  }

  /** How it stands. */
  JobView look() throws IOException {
    try (MusterClient client = own.muster().client()) {
      return client.job(ref);
    }
  }

  /** The process of a rank. */
  RealProcess rank(int rank) throws IOException {
    try (MusterClient client = own.muster().client()) {
      List<RankView> ranks = client.ranks(ref).items();
      return RealProcess.of(Objects.requireNonNull(ranks.get(rank).pid()));
    }
  }

  /** How far two loss curves over the same steps are apart at most. */
  static double worstDifference(Map<Long, Double> one, Map<Long, Double> other) {
    return one.entrySet().stream()
        .mapToDouble(loss -> Math.abs(loss.getValue() - other.getOrDefault(loss.getKey(), NaN)))
        .max()
        .orElseThrow();
  }

  /** The loss of every step, as it was reported last. */
  Map<Long, Double> losses() throws IOException {
    Map<Long, Double> losses = new TreeMap<>();
    for (SeriesView series : series()) {
      for (PointView point : series.points()) {
        losses.put(point.step(), Objects.requireNonNull(point.value()));
      }
    }
    return losses;
  }

  /** What each attempt reported. */
  List<SeriesView> series() throws IOException {
    try (MusterClient client = own.muster().client()) {
      return client.metrics(ref, new MetricQuery(List.of("loss"), null)).series();
    }
  }
}
