package dev.muster.manifest.kind;

import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Walk;
import dev.muster.manifest.job.TrainingJob;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.model.spec.JobSpec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a manifest describes. */
public enum Kind {
  /** A training. */
  TRAINING_JOB("TrainingJob", "training-job"),
  /** Where capacity comes from. */
  PROVIDER("Provider", "provider"),
  /** Who gets how much of it. */
  QUEUE("Queue", "queue"),
  /** Whose jobs are whose. */
  PROJECT("Project", "project");

  private final String word;
  private final String slug;

  Kind(String word, String slug) {
    this.word = word;
    this.slug = slug;
  }

  /** As manifests say it. */
  public String word() {
    return word;
  }

  /** As addresses say it: {@code training-job}. */
  public String slug() {
    return slug;
  }

  /** Every field that such a manifest may have. */
  public FieldTable fields() {
    return switch (this) {
      case TRAINING_JOB -> TrainingJob.FIELDS;
      case PROVIDER -> ProviderFields.TABLE;
      case QUEUE -> QueueFields.TABLE;
      case PROJECT -> ProjectFields.TABLE;
    };
  }

  /** Whether this version does what such manifests say. */
  public boolean obeyed() {
    return this == TRAINING_JOB;
  }

  /** What a tree says it is; a training job where it says nothing that is known. */
  public static Kind of(Node root) {
    String word = root instanceof Mapping mapping ? text(mapping.get("kind")) : "";
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElse(TRAINING_JOB);
  }

  /** The job that a tree describes; null when there are problems. */
  public static @Nullable JobSpec read(Node root, Problems problems) {
    Kind kind = of(root);
    if (kind.obeyed()) {
      return TrainingJob.read(root, problems);
    }
    kind.refuse((Mapping) root, problems);
    return null;
  }

  /** Tells that this version does not have the kind, and what no version could take. */
  private void refuse(Mapping root, Problems problems) {
    Problems found = new Problems();
    if (this == PROVIDER) {
      ProviderFields.check(Walk.over(root, fields(), found), found);
    } else {
      Walk.over(root, fields(), found);
    }
    Node node = Objects.requireNonNull(root.get("kind"));
    String instead = "write " + TRAINING_JOB.word;
    problems.add(Problem.unsupported(node.place(), node, "kind: " + word, instead));
    problems.addAll(found);
  }

  private static String text(@Nullable Node node) {
    return node instanceof Scalar scalar ? scalar.text() : "";
  }
}
