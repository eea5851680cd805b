package dev.muster.cli.text;

import dev.muster.api.MeshView;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.Stage;
import dev.muster.model.spec.JobSpec;
import java.util.stream.Collectors;

/** How a job is cut, in one line. */
public final class PlanLine {
  private PlanLine() {}

  /**
   * {@code 4 ranks = data 2 × pipeline 2 on 2 nodes, layers 0-1 | 2-3, 8 microbatches of 4}; what
   * is not known is left out.
   */
  public static String text(JobSpec spec, Plan plan) {
    return "%s = %s on %s%s%s"
        .formatted(
            Figures.count(spec.worldSize(), "rank"),
            JobText.mesh(view(plan.mesh())),
            Figures.count(spec.resources().nodes(), "node"),
            layers(plan),
            microbatches(plan));
  }

  private static String layers(Plan plan) {
    return plan.stages().isEmpty()
        ? ""
        : plan.stages().stream()
            .map(PlanLine::layers)
            .collect(Collectors.joining(" | ", ", layers ", ""));
  }

  private static String layers(Stage stage) {
    return stage.firstLayer() == stage.lastLayer()
        ? "" + stage.firstLayer()
        : stage.firstLayer() + "-" + stage.lastLayer();
  }

  private static String microbatches(Plan plan) {
    MicrobatchSchedule schedule = plan.schedule();
    return schedule == null
        ? ""
        : ", %s of %d"
            .formatted(
                schedule.microbatches() == 1
                    ? "1 microbatch"
                    : schedule.microbatches() + " microbatches",
                schedule.microbatchSize());
  }

  private static MeshView view(Mesh mesh) {
    return new MeshView(
        mesh.data(), mesh.fsdp(), mesh.tensor(), mesh.pipeline(), mesh.context(), mesh.expert());
  }
}
