package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.MetricsView;
import dev.muster.api.PointView;
import dev.muster.client.JobRef;
import dev.muster.client.MetricQuery;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Cutting a model over ranks must not change what it learns: the loss of the global batch is the
 * same, step by step, on one rank and on two pipelines of two stages. Run for real, and with two
 * mutations that must show.
 */
@Tag("ci")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptNanoParityTest {
  private static final int STEPS = 30;
  private static final double TOLERANCE = 1e-4;
  private static final Map<String, String> THIRTY_STEPS =
      Map.of("    tokens: 1474560", "    tokens: " + STEPS * 32 * 128);
  private static final Map<String, String> ONE_RANK =
      Map.of(
          "    nodes: 2", "    nodes: 1",
          "    accelerators: cpu:2", "    accelerators: cpu:1",
          "    data: 2", "    data: 1",
          "    pipeline: 2", "    pipeline: 1");

  /** All runs share one Python environment, because they share its data directory. */
  @RegisterExtension private static final MusterExtension OWN = new MusterExtension(Map.of());

  private List<Double> alone = List.of();

  @BeforeAll
  void trainOnOneRank() throws Exception {
    alone = losses(bench("alone").edit("job.yaml", ONE_RANK));
  }

  @Test
  void twoPipelinesOfTwoStagesLearnWhatOneRankLearns() throws Exception {
    List<Double> cut = losses(bench("cut"));

    assertThat(worst(cut)).isLessThan(TOLERANCE);
    assertThat(cut.getLast()).as("the loss falls").isLessThan(cut.getFirst() - 1);
  }

  @Test
  void withoutTheGradientAllReduceParityIsLost() throws Exception {
    Workbench mutant =
        bench("no-all-reduce")
            .edit("train.py", Map.of("    dist.all_reduce(flat, group=group)\n", ""));

    assertThat(worst(losses(mutant))).isGreaterThan(TOLERANCE);
  }

  @Test
  void withTwoStagesWeightsSwappedParityIsLost() throws Exception {
    Workbench mutant =
        bench("swapped")
            .edit(
                "model.py",
                Map.of("{str(i): seeded(i, Block", "{str(i): seeded((i + 2) % 4, Block"));

    assertThat(worst(losses(mutant))).isGreaterThan(TOLERANCE);
  }

  private static Workbench bench(String name) throws IOException {
    return Workbench.of("gpt-nano", OWN.folder(name)).edit("job.yaml", THIRTY_STEPS);
  }

  private double worst(List<Double> cut) {
    double worst = 0;
    for (int i = 0; i < STEPS; i++) {
      worst = Math.max(worst, Math.abs(cut.get(i) - alone.get(i)) / alone.get(i));
    }
    System.out.println("worst relative difference of the loss over 30 steps: " + worst);
    return worst;
  }

  private static List<Double> losses(Workbench bench) throws Exception {
    Ended run = OWN.muster().run("run", bench.path("job.yaml"));
    assertThat(run.exit()).as(run.text()).isZero();
    try (MusterClient client = OWN.muster().client()) {
      MetricsView metrics =
          client.metrics(new JobRef("default", "gpt-nano"), new MetricQuery(List.of("loss"), null));
      List<PointView> points = metrics.series().getFirst().points();
      assertThat(points).hasSize(STEPS);
      return points.stream().map(point -> Objects.requireNonNull(point.value())).toList();
    }
  }
}
