package dev.muster.cli.text;

import dev.muster.api.JobView;
import dev.muster.api.MeshView;
import dev.muster.api.ProgressView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Small parts of a job in words. */
public final class JobText {
  /** The project that needs no mention. */
  public static final String DEFAULT_PROJECT = "default";

  private JobText() {}

  /** The name, with the project unless it is the default one. */
  public static String name(JobView job) {
    return job.project().equals(DEFAULT_PROJECT) ? job.name() : job.project() + "/" + job.name();
  }

  /** {@code 120/360}, {@code 120} or a dash. */
  static String steps(ProgressView progress) {
    if (progress.step() == null) {
      return "-";
    }
    return progress.totalSteps() == null
        ? progress.step().toString()
        : "%d/%d".formatted(progress.step(), progress.totalSteps());
  }

  /** {@code at step 120}; nothing before the first. */
  public static String atStep(JobView job) {
    Long step = job.progress().step();
    return step == null ? "" : " at step " + step;
  }

  /** {@code data 2 × pipeline 2}; axes of size 1 are left out, unless all are. */
  public static String mesh(MeshView mesh) {
    Map<String, Integer> axes = new LinkedHashMap<>();
    axes.put("data", mesh.data());
    axes.put("fsdp", mesh.fsdp());
    axes.put("tensor", mesh.tensor());
    axes.put("pipeline", mesh.pipeline());
    axes.put("context", mesh.context());
    axes.put("expert", mesh.expert());
    String text =
        axes.entrySet().stream()
            .filter(axis -> axis.getValue() > 1)
            .map(axis -> axis.getKey() + " " + axis.getValue())
            .collect(Collectors.joining(" × "));
    return text.isEmpty() ? "data 1" : text;
  }
}
