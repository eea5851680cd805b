package dev.muster.manifest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.job.TrainingJob;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is obeyed changes the job, and its default is one that could be written. */
class ObeyedFieldsTest {
  private static final String SHAPE =
      "{layers: 4, hidden: 128, heads: 4, vocabulary: 256, headDim: 32, %s}";
  private static final String TRAINING = "{globalBatch: 32, sequenceLength: 128, %s}";

  /** A line of {@code spec} that sets the field to something else than nothing or its default. */
  private static final Map<String, String> LINES =
      Map.ofEntries(
          entry("spec.priority", "priority: 501"),
          entry("spec.framework", "framework: pytorch"),
          entry("spec.workdir", "workdir: code"),
          entry("spec.python.requirements", "python: {requirements: a.txt}\n  workdir: ."),
          entry("spec.python.version", "python: {version: '>=3.11, <3.14'}"),
          entry("spec.python.interpreter", "python: {interpreter: python3.12}"),
          entry("spec.setup", "setup: make"),
          entry("spec.launcher", "launcher: node"),
          entry("spec.env", "env: {A: 1}"),
          entry("spec.secrets[].name", "secrets: [{name: A, from: {env: B}}]"),
          entry("spec.secrets[].from.env", "secrets: [{name: A, from: {env: B}}]"),
          entry("spec.secrets[].from.file", "secrets: [{name: A, from: {file: ~/b}}]"),
          entry("spec.resources.nodes", "resources: {nodes: 2}"),
          entry("spec.resources.accelerators", "resources: {accelerators: A100-80GB:2}"),
          entry("spec.resources.cpus", "resources: {cpus: 2}"),
          entry("spec.resources.memory", "resources: {memory: 1.5GiB}"),
          entry("spec.resources.disk", "resources: {disk: 1GB}"),
          entry("spec.resources.ports", "resources: {ports: [80]}"),
          entry("spec.model.shape.layers", shape("tied: false").replace("4,", "5,")),
          entry("spec.model.shape.hidden", shape("tied: false").replace("128", "256")),
          entry("spec.model.shape.heads", shape("tied: false").replace("heads: 4", "heads: 8")),
          entry("spec.model.shape.vocabulary", shape("tied: false").replace("256", "257")),
          entry("spec.model.shape.headDim", shape("tied: false").replace("32", "64")),
          entry("spec.model.shape.kvHeads", shape("kvHeads: 2")),
          entry("spec.model.shape.feedForward", shape("feedForward: 99")),
          entry("spec.model.shape.tied", shape("tied: true")),
          entry("spec.model.shape.gated", shape("gated: true")),
          entry("spec.training.globalBatch", training("tokens: 1").replace("32", "33")),
          entry("spec.training.sequenceLength", training("tokens: 1").replace("128", "256")),
          entry("spec.training.precision", training("precision: bf16")),
          entry("spec.training.optimizer", training("optimizer: sgd")),
          entry("spec.training.tokens", training("tokens: 2.5K")),
          entry("spec.parallelism.data", "parallelism: {data: 2}"),
          entry("spec.parallelism.pipeline", "parallelism: {pipeline: 2}"),
          entry("spec.parallelism.microbatch", "parallelism: {microbatch: 2}"),
          entry("spec.parallelism.schedule", "parallelism: {schedule: gpipe}"),
          entry("spec.checkpoint.path", "checkpoint: {path: /mnt/c}"),
          entry("spec.checkpoint.every.steps", "checkpoint: {every: {steps: 9}}"),
          entry("spec.checkpoint.grace", "checkpoint: {grace: 1h}"),
          entry("spec.checkpoint.resumeFrom", "checkpoint: {resumeFrom: /mnt/c/step-9}"),
          entry("spec.checkpoint.keep", "checkpoint: {keep: 1}"),
          entry("spec.checkpoint.signal", "checkpoint: {signal: SIGUSR2}"),
          entry("spec.recovery.maxRestarts", "recovery: {maxRestarts: 0}"),
          entry("spec.recovery.hangAfter", "recovery: {hangAfter: 10m}"),
          entry("spec.recovery.rules[].on.exitCode", rule("exitCode: 137", "stop")),
          entry("spec.recovery.rules[].on.log", rule("log: '^Killed'", "restart")),
          entry("spec.recovery.rules[].on.metric", rule("metric: loss > 10", "restart")),
          entry("spec.recovery.rules[].action", rule("exitCode: 137", "replace-node")),
          entry("spec.deadlines.start", "deadlines: {start: 1m}"),
          entry("spec.deadlines.run", "deadlines: {run: 1m}"),
          entry("spec.deadlines.finishBy", "deadlines: {finishBy: 2026-12-01}"),
          entry("spec.needs", "needs: [other]"));

  /** Those that stand outside of {@code spec}, that every manifest has, or that have one value. */
  private static final Set<String> APART =
      Set.of(
          "apiVersion",
          "kind",
          "metadata.name",
          "metadata.project",
          "metadata.labels",
          "spec.command");

  static Stream<Obeyed<?>> obeyed() {
    return TrainingJob.FIELDS.rows().stream()
        .filter(Obeyed.class::isInstance)
        .<Obeyed<?>>map(field -> (Obeyed<?>) field);
  }

  @Test
  void each_field_is_covered_here() {
    assertThat(obeyed().map(Obeyed::path).filter(path -> !APART.contains(path)))
        .containsExactlyInAnyOrderElementsOf(LINES.keySet());
  }

  @ParameterizedTest
  @MethodSource("obeyed")
  void a_written_field_changes_the_job(Obeyed<?> field) {
    String line = LINES.get(field.path());
    if (line != null) {
      assertThat(
              Canonical.difference(
                  Given.valid(baseline(field.path())), Given.valid(manifest(line))))
          .extracting(Canonical.Difference::pointer)
          .anyMatch(pointer -> pointer.startsWith(pointer(field.path())));
    }
  }

  @ParameterizedTest
  @MethodSource("obeyed")
  void a_default_is_one_that_could_be_written(Obeyed<?> field) {
    if (field.absence() instanceof Obeyed.Absence.Default(String written)) {
      Problems problems = new Problems();
      assertThatCode(() -> field.type().read(Scalar.plain(written), problems))
          .doesNotThrowAnyException();
      assertThat(problems.isEmpty()).isTrue();
    }
  }

  @Test
  void name_project_labels_and_command_change_the_job() {
    String other =
        Given.MINIMAL
            .replace("small", "large\n  project: lab\n  labels: {a/b: c}")
            .replace("python train.py", "[python, train.py]");
    assertThat(Canonical.difference(Given.valid(Given.MINIMAL), Given.valid(other)))
        .extracting(Canonical.Difference::pointer)
        .containsExactly(
            "/metadata/labels/a~1b",
            "/metadata/name",
            "/metadata/project",
            "/spec/command/0",
            "/spec/command/1",
            "/spec/command/2");
  }

  /** A job that differs from the one with the field in nothing but the field. */
  private static String baseline(String path) {
    if (path.startsWith("spec.model")) {
      return manifest(shape("tied: false"));
    }
    return path.startsWith("spec.training") ? manifest(training("tokens: 1")) : Given.MINIMAL;
  }

  private static String pointer(String path) {
    return "/" + path.replace("[]", ".0").replace('.', '/');
  }

  private static String rule(String on, String action) {
    return "recovery: {rules: [{on: {%s}, action: %s}]}".formatted(on, action);
  }

  private static String manifest(String line) {
    return Given.MINIMAL + "  " + line + "\n";
  }

  private static String shape(String field) {
    return "model: {shape: " + SHAPE.formatted(field) + "}";
  }

  private static String training(String field) {
    return "training: " + TRAINING.formatted(field);
  }
}
