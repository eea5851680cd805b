package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muster.manifest.tree.Place;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Deadlines;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.PythonSpec;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.model.spec.RecoveryRule.Comparison;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.Timing;
import dev.muster.model.spec.Training;
import dev.muster.spi.Accelerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final List<RecoveryRule> RULES =
      List.of(
          new RecoveryRule(new RecoveryRule.ExitCode(137), Action.RESTART),
          new RecoveryRule(
              new RecoveryRule.LogLine("CUDA error: .*uncorrectable"), Action.REPLACE_NODE),
          new RecoveryRule(new RecoveryRule.Metric("loss", Comparison.NAN, 0), Action.STOP));

  @Test
  void a_name_and_a_command_are_a_job_with_all_defaults() {
    assertThat(Given.valid(Given.MINIMAL))
        .isEqualTo(
            new JobSpec(
                "default",
                "small",
                Map.of(),
                Framework.NONE,
                null,
                null,
                null,
                Command.shell("python train.py"),
                Launcher.RANK,
                Map.of(),
                List.of(),
                new Resources(1, 1, null, 1, 0),
                null,
                null,
                new Parallelism.Auto(),
                new CheckpointSpec("checkpoints", null, Duration.ofSeconds(30), null, 3, "SIGUSR1"),
                RecoverySpec.DEFAULT,
                Timing.DEFAULT));
  }

  @Test
  void every_obeyed_field_is_read() {
    assertThat(Given.valid(Given.everything()))
        .isEqualTo(
            new JobSpec(
                "research",
                "everything",
                Map.of("team", "nlp", "example.com/cost-centre", "42"),
                Framework.PYTORCH,
                ".",
                new PythonSpec("requirements.txt", ">=3.10", null),
                "./prepare.sh --quick",
                new Command(List.of("python", "train.py", "--lr", "1e-3", "--compile", "true")),
                Launcher.RANK,
                Map.of("WANDB_MODE", "offline", "SEED", "007", "DEBUG", "true"),
                List.of(
                    new Secret("HF_TOKEN", new Secret.Env("MY_TOKEN")),
                    new Secret("WANDB_API_KEY", new Secret.File("../keys/wandb"))),
                new Resources(
                    2,
                    8,
                    new Accelerator("H100", 8),
                    64,
                    512L << 30,
                    1L << 40,
                    List.of(8265, 6006)),
                new ModelShape(32, 4096, 32, 8, 14336, 128256, 128, false, true),
                new Training(512, 4096, "bf16", "adamw", 20_000_000_000L),
                new Parallelism.Fixed(8, 2, 4, ScheduleKind.GPIPE),
                new CheckpointSpec(
                    "/mnt/checkpoints",
                    500,
                    Duration.ofMinutes(2),
                    "/mnt/checkpoints/step-1000",
                    5,
                    "SIGUSR2"),
                new RecoverySpec(3, Duration.ofMinutes(10), RULES),
                new Timing(
                    750,
                    List.of("prepare-corpus", "tokenizer"),
                    new Deadlines(
                        Duration.ofHours(6),
                        Duration.ofHours(72),
                        Instant.parse("2026-12-01T00:00:00Z")))));
  }

  @Test
  void variables_keep_the_order_of_the_manifest() {
    assertThat(Given.valid(Given.everything()).env().keySet())
        .containsExactly("WANDB_MODE", "SEED", "DEBUG");
  }

  @Test
  void a_shape_fills_in_what_follows_from_the_rest() {
    JobSpec job =
        Given.valid(
            Given.MINIMAL
                + "  model: {shape: {layers: 4, hidden: 128, heads: 4, vocabulary: 256}}\n");
    assertThat(job.model()).isEqualTo(new ModelShape(4, 128, 4, 4, 512, 256, 32, false, false));
  }

  @Test
  void a_head_may_be_wider_or_narrower_than_its_share() {
    String shape =
        "  model: {shape: {layers: 1, hidden: 100, heads: 3, headDim: 32, vocabulary: 9}}";
    ModelShape model = Given.valid(Given.MINIMAL + shape).model();
    assertThat(model).isNotNull().extracting(ModelShape::headDim).isEqualTo(32);
  }

  @Test
  void auto_means_that_the_planner_decides() {
    assertThat(Given.valid(Given.MINIMAL + "  parallelism: auto\n").parallelism())
        .isEqualTo(new Parallelism.Auto());
  }

  @Test
  void cpu_n_is_n_ranks_without_accelerator() {
    JobSpec job = Given.valid(Given.MINIMAL + "  resources: {nodes: 2, accelerators: cpu:2}\n");
    assertThat(job.resources()).isEqualTo(new Resources(2, 2, null, 1, 0));
    assertThat(job.worldSize()).isEqualTo(4);
  }

  @Test
  void the_same_tree_as_json_is_the_same_job() {
    String json =
        """
        {"apiVersion": "muster.dev/v1", "kind": "TrainingJob",
        \t"metadata": {"name": "small"}, "spec": {"command": "python train.py"}}
        """;
    assertThat(Given.valid(json)).isEqualTo(Given.valid(Given.MINIMAL));
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    String text = "\uFEFF" + Given.MINIMAL.replace("\n", "\r\n");
    assertThat(Manifests.read(text.getBytes(StandardCharsets.UTF_8), "job.yaml"))
        .isInstanceOfSatisfying(
            Reading.Valid.class,
            valid -> assertThat(valid.spec()).isEqualTo(Given.valid(Given.MINIMAL)));
  }

  @Test
  void more_errors_than_people_read_are_counted() {
    StringBuilder manifest = new StringBuilder(Given.MINIMAL);
    for (int i = 0; i < 150; i++) {
      manifest.append("  unknown-").append(i).append(": 1\n");
    }
    List<ManifestError> errors = Given.errors(manifest.toString());
    assertThat(errors).hasSize(Manifests.MAX_ERRORS + 1);
    assertThat(errors.getLast().message()).isEqualTo("50 more errors from here on");
  }

  @Test
  void positions_find_fields_and_the_section_of_what_is_not_there() {
    Reading.Valid valid = (Reading.Valid) Manifests.read(Given.everything(), "job.yaml");
    Positions positions = valid.positions();
    assertThat(positions.at("/spec/resources/nodes")).isEqualTo(new Place(21, 12));
    assertThat(positions.at("/spec/resources")).isEqualTo(new Place(20, 3));
    assertThat(positions.at("/spec/resources/gpus/size")).isEqualTo(new Place(20, 3));
    assertThat(positions.at("/spec/command/1")).isEqualTo(new Place(14, 21));
    assertThat(positions.at("/other")).isEqualTo(new Place(2, 1));
  }

  @Test
  void a_later_refusal_gets_place_and_value() {
    Reading.Valid valid = (Reading.Valid) Manifests.read(Given.everything(), "job.yaml");
    ManifestError error =
        valid.positions().error("/spec/parallelism/pipeline", "3 stages of 2 ranks", "2");
    assertThat(ErrorReport.headline(error))
        .isEqualTo(
            "job.yaml:30:36: error: spec.parallelism.pipeline: 3 stages of 2 ranks; did you mean"
                + " `2`?");
    assertThat(error.value()).isEqualTo("2");
  }

  @Test
  void the_example_is_valid() throws IOException {
    Path example = Golden.file("examples/gpt-nano/job.yaml");
    assumeThat(example).exists();
    JobSpec job = Given.valid(Files.readString(example));
    assertThat(job.worldSize()).isEqualTo(4);
    assertThat(job.framework()).isEqualTo(Framework.PYTORCH);
  }
}
