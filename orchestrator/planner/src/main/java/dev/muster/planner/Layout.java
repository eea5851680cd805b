package dev.muster.planner;

import dev.muster.model.plan.Mesh;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that decide whether a job can be cut: asked for by a manifest, or offered instead.
 *
 * @param data data-parallel size
 * @param pipeline pipeline-parallel size
 * @param microbatch sequences per microbatch; null when the planner may choose
 * @param globalBatch sequences per step; null when not told
 */
record Layout(int data, int pipeline, @Nullable Integer microbatch, @Nullable Integer globalBatch) {

  /** What a manifest asks for. */
  static Layout asked(JobSpec spec) {
    Training training = spec.training();
    Integer batch = training == null ? null : training.globalBatch();
    return switch (spec.parallelism()) {
      case Parallelism.Auto _ -> new Layout(spec.worldSize(), 1, null, batch);
      case Parallelism.Fixed fixed ->
          new Layout(fixed.data(), fixed.pipeline(), fixed.microbatch(), batch);
    };
  }

  /** The number of ranks it makes. */
  long ranks() {
    return (long) data * pipeline;
  }

  /** What the global batch must be a multiple of. */
  long batchUnit() {
    return (long) data * (microbatch == null ? 1 : microbatch);
  }

  Layout withMesh(int newData, int newPipeline) {
    return new Layout(newData, newPipeline, microbatch, globalBatch);
  }

  Layout withMicrobatch(@Nullable Integer size) {
    return new Layout(data, pipeline, size, globalBatch);
  }

  Layout withGlobalBatch(int sequences) {
    return new Layout(data, pipeline, microbatch, sequences);
  }

  /** Its mesh, in the words that people are shown. */
  String meshWords() {
    return "data " + data + " × pipeline " + pipeline;
  }

  Mesh mesh() {
    return Mesh.of(data, pipeline);
  }

  /** What has to be written differently to get from another layout to this one. */
  List<String> changesFrom(Layout other) {
    List<String> changes = new ArrayList<>();
    if (data != other.data || pipeline != other.pipeline) {
      changes.add(meshWords());
    }
    if (!Objects.equals(microbatch, other.microbatch)) {
      changes.add(microbatch == null ? "no microbatch" : "microbatch " + microbatch);
    }
    if (!Objects.equals(globalBatch, other.globalBatch)) {
      changes.add("globalBatch " + globalBatch);
    }
    return changes;
  }
}
