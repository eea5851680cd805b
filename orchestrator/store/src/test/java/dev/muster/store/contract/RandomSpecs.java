package dev.muster.store.contract;

import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.plan.Stage;
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
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.Timing;
import dev.muster.model.spec.Training;
import dev.muster.spi.Accelerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Specs and plans with every field drawn at random. */
record RandomSpecs(Draw draw) {

  JobSpec spec(String name) {
    return new JobSpec(
        "project-" + draw.below(3),
        name,
        environment(),
        draw.oneOf(Framework.values()),
        draw.orNull(draw::text),
        draw.orNull(this::python),
        draw.orNull(draw::text),
        new Command(List.of(draw.text(), draw.text())),
        draw.oneOf(Launcher.values()),
        environment(),
        draw.list(3, this::secret),
        new Resources(
            draw.from(1, 9),
            draw.from(1, 9),
            accelerator(),
            draw.below(99),
            draw.bytes(),
            draw.bytes(),
            draw.list(3, () -> draw.from(1, 65535))),
        draw.orNull(this::shape),
        draw.orNull(this::training),
        parallelism(),
        new CheckpointSpec(
            draw.text(),
            draw.orNull(() -> draw.below(99)),
            draw.duration(),
            draw.orNull(draw::text),
            draw.from(1, 9),
            draw.text()),
        new RecoverySpec(
            draw.below(9), draw.orNull(draw::duration), draw.list(3, this::recoveryRule)),
        timing());
  }

  Plan plan() {
    return new Plan(
        new Mesh(
            draw.from(1, 3),
            draw.from(1, 3),
            draw.from(1, 3),
            draw.from(1, 3),
            draw.from(1, 3),
            draw.from(1, 3)),
        draw.list(3, this::stage),
        draw.orNull(() ->
            new MicrobatchSchedule(
                draw.oneOf(ScheduleKind.values()), draw.below(9), draw.below(9))),
        draw.texts());
  }

  @Nullable Accelerator accelerator() {
    return draw.orNull(() -> new Accelerator(draw.text(), draw.from(1, 8)));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    draw.texts().forEach(name -> environment.put(name, draw.text()));
    return environment;
  }

  private PythonSpec python() {
    return new PythonSpec(
        draw.orNull(draw::text), draw.orNull(draw::text), draw.orNull(draw::text));
  }

  private Secret secret() {
    return new Secret(
        draw.text(), draw.chance() ? new Secret.Env(draw.text()) : new Secret.File(draw.text()));
  }

  private Timing timing() {
    return new Timing(draw.below(1000), draw.texts(), deadlines());
  }

  private Deadlines deadlines() {
    return new Deadlines(
        draw.orNull(draw::duration), draw.orNull(draw::duration), draw.orNull(draw::instant));
  }

  private ModelShape shape() {
    return new ModelShape(
        draw.below(9),
        draw.below(9),
        draw.below(9),
        draw.below(9),
        draw.below(9),
        draw.below(9),
        draw.below(9),
        draw.chance(),
        draw.chance());
  }

  private Training training() {
    return new Training(
        draw.below(99), draw.below(99), draw.text(), draw.text(), draw.orNull(draw::bytes));
  }

  private RecoveryRule recoveryRule() {
    return new RecoveryRule(trigger(), draw.oneOf(RecoveryRule.Action.values()));
  }

  /** Any variant. */
  RecoveryRule.Trigger trigger() {
    return switch (draw.below(3)) {
      case 0 -> new RecoveryRule.ExitCode(draw.below(256));
      case 1 -> new RecoveryRule.LogLine(draw.text());
      default ->
          new RecoveryRule.Metric(
              draw.text(), draw.oneOf(RecoveryRule.Comparison.values()), draw.fraction());
    };
  }

  private Parallelism parallelism() {
    return draw.chance()
        ? new Parallelism.Auto()
        : new Parallelism.Fixed(
            draw.below(9),
            draw.below(9),
            draw.orNull(() -> draw.below(9)),
            draw.oneOf(ScheduleKind.values()));
  }

  private Stage stage() {
    return new Stage(
        draw.below(9), draw.below(9), draw.below(9), draw.chance(), draw.chance(), draw.fraction());
  }
}
