package dev.muster.planner;

import dev.muster.model.plan.Plan;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.model.spec.Training;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs to plan: a small one to start from, and what can be said differently about it. */
record Jobs(
    Framework framework,
    Map<String, String> env,
    Resources resources,
    @Nullable ModelShape model,
    @Nullable Training training,
    Parallelism parallelism,
    CheckpointSpec checkpoint) {

  static final ModelShape NANO = new ModelShape(4, 128, 4, 4, 512, 256, 32, false, false);
  static final ModelShape LLAMA_8B =
      new ModelShape(32, 4096, 32, 8, 14336, 128_256, 128, false, true);

  /** The example of the same name: four layers on two nodes with two ranks each. */
  static Jobs gptNano() {
    return new Jobs(
        Framework.PYTORCH,
        Map.of(),
        new Resources(2, 2, null, 1, 0),
        NANO,
        new Training(32, 128, "fp32", "adamw", 1_638_400L),
        new Parallelism.Fixed(2, 2, null, ScheduleKind.ONE_F_ONE_B),
        new CheckpointSpec("checkpoints", 100, Duration.ofSeconds(30), null, 3, "SIGUSR1"));
  }

  Jobs framework(Framework it) {
    return new Jobs(it, env, resources, model, training, parallelism, checkpoint);
  }

  Jobs env(Map<String, String> it) {
    return new Jobs(framework, it, resources, model, training, parallelism, checkpoint);
  }

  Jobs resources(Resources it) {
    return new Jobs(framework, env, it, model, training, parallelism, checkpoint);
  }

  Jobs ranks(int nodes, int ranksPerNode) {
    return resources(new Resources(nodes, ranksPerNode, null, 1, 0));
  }

  Jobs model(@Nullable ModelShape it) {
    return new Jobs(framework, env, resources, it, training, parallelism, checkpoint);
  }

  Jobs layers(int layers) {
    return model(new ModelShape(layers, 128, 4, 4, 512, 256, 32, false, false));
  }

  Jobs training(@Nullable Training it) {
    return new Jobs(framework, env, resources, model, it, parallelism, checkpoint);
  }

  Jobs globalBatch(int sequences) {
    return training(new Training(sequences, 128, "fp32", "adamw", null));
  }

  Jobs parallelism(Parallelism it) {
    return new Jobs(framework, env, resources, model, training, it, checkpoint);
  }

  Jobs mesh(int data, int pipeline) {
    return mesh(data, pipeline, null);
  }

  Jobs mesh(int data, int pipeline, @Nullable Integer microbatch) {
    return parallelism(new Parallelism.Fixed(data, pipeline, microbatch, ScheduleKind.ONE_F_ONE_B));
  }

  Jobs auto() {
    return parallelism(new Parallelism.Auto());
  }

  Jobs checkpoint(CheckpointSpec it) {
    return new Jobs(framework, env, resources, model, training, parallelism, it);
  }

  JobSpec spec() {
    return launchedBy(Launcher.RANK);
  }

  JobSpec launchedBy(Launcher launcher) {
    return new JobSpec(
        "default",
        "gpt-nano",
        Map.of(),
        framework,
        ".",
        null,
        null,
        new Command(List.of("python", "train.py")),
        launcher,
        env,
        List.of(),
        resources,
        model,
        training,
        parallelism,
        checkpoint,
        RecoverySpec.DEFAULT,
        Timing.DEFAULT);
  }

  Planning planning() {
    return Planner.plan(spec());
  }

  /** The plan of a job that can be cut. */
  Plan plan() {
    return switch (planning()) {
      case Planning.Planned planned -> planned.plan();
      case Planning.Refused refused -> throw new AssertionError(refused);
    };
  }

  /** What speaks against a job that cannot. */
  List<Refusal> refusals() {
    return switch (planning()) {
      case Planning.Planned planned -> throw new AssertionError(planned);
      case Planning.Refused refused -> refused.refusals();
    };
  }
}
