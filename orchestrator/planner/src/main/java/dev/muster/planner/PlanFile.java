package dev.muster.planner;

import dev.muster.model.plan.Coordinates;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.Stage;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The file behind MUSTER_PLAN: the plan with the place of every rank, and the model, training and
 * checkpoint sections that it was made from, as JSON. What is not known is null; without stages the
 * list is empty.
 */
public final class PlanFile {
  private PlanFile() {}

  /** The file's content. */
  public static String json(JobSpec spec, Plan plan) {
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("mesh", mesh(plan.mesh()));
    file.put("stages", plan.stages().stream().map(PlanFile::stage).toList());
    file.put("schedule", schedule(plan.schedule()));
    file.put("ranks", ranks(plan.mesh()));
    file.put("notes", plan.notes());
    file.put("model", model(spec.model()));
    file.put("training", training(spec.training()));
    file.put("checkpoint", checkpoint(spec.checkpoint()));
    return Json.write(file);
  }

  private static Map<String, Object> mesh(Mesh mesh) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", mesh.data());
    json.put("fsdp", mesh.fsdp());
    json.put("tensor", mesh.tensor());
    json.put("pipeline", mesh.pipeline());
    json.put("context", mesh.context());
    json.put("expert", mesh.expert());
    return json;
  }

  private static Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", stage.index());
    json.put("layers", List.of(stage.firstLayer(), stage.lastLayer()));
    json.put("embedding", stage.embedding());
    json.put("head", stage.head());
    json.put("costShare", Math.round(stage.costShare() * 1e4) / 1e4);
    return json;
  }

  private static @Nullable Map<String, Object> schedule(@Nullable MicrobatchSchedule schedule) {
    if (schedule == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", schedule.kind().word());
    json.put("microbatches", schedule.microbatches());
    json.put("microbatchSize", schedule.microbatchSize());
    return json;
  }

  private static List<Map<String, Object>> ranks(Mesh mesh) {
    return IntStream.range(0, mesh.size()).mapToObj(rank -> rank(rank, mesh.of(rank))).toList();
  }

  private static Map<String, Object> rank(int rank, Coordinates at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rank", rank);
    json.put("data", at.data());
    json.put("fsdp", at.fsdp());
    json.put("tensor", at.tensor());
    json.put("pipeline", at.pipeline());
    json.put("context", at.context());
    json.put("expert", at.expert());
    return json;
  }

  private static @Nullable Map<String, Object> model(@Nullable ModelShape shape) {
    if (shape == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layers", shape.layers());
    json.put("hidden", shape.hidden());
    json.put("heads", shape.heads());
    json.put("kvHeads", shape.kvHeads());
    json.put("feedForward", shape.feedForward());
    json.put("vocabulary", shape.vocabulary());
    json.put("headDim", shape.headDim());
    json.put("tied", shape.tied());
    json.put("gated", shape.gated());
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> training(@Nullable Training training) {
    if (training == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("globalBatch", training.globalBatch());
    json.put("sequenceLength", training.sequenceLength());
    json.put("precision", training.precision());
    json.put("optimizer", training.optimizer());
    json.put("tokens", training.tokens());
    json.put("steps", training.steps());
    return json;
  }

  private static Map<String, @Nullable Object> checkpoint(CheckpointSpec checkpoint) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("everySteps", checkpoint.everySteps());
    json.put("graceSeconds", checkpoint.grace().toSeconds());
    json.put("signal", checkpoint.signal());
    return json;
  }
}
