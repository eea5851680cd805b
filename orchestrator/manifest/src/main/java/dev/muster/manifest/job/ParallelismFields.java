package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
import dev.muster.manifest.value.Words.Word;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Parallelism;
import java.util.Arrays;
import java.util.List;

/** How the ranks form a mesh. */
final class ParallelismFields {
  private static final WholeNumber AXIS = new WholeNumber(1, 32_768);

  private static final Section PARALLELISM =
      Section.or("auto", "spec.parallelism", "how the ranks form a mesh; auto lets Muster choose");
  private static final Obeyed<Integer> DATA =
      Obeyed.or("1", "spec.parallelism.data", AXIS, "data-parallel size");
  private static final Obeyed<Integer> PIPELINE =
      Obeyed.or("1", "spec.parallelism.pipeline", AXIS, "pipeline-parallel size");
  private static final Obeyed<Integer> MICROBATCH =
      Obeyed.optional(
          "spec.parallelism.microbatch",
          new WholeNumber(1, 16_777_216),
          "sequences per microbatch",
          "Muster chooses");
  private static final Obeyed<ScheduleKind> SCHEDULE =
      Obeyed.or(
          ScheduleKind.ONE_F_ONE_B.word(),
          "spec.parallelism.schedule",
          new Words<>(schedules(), List.of("interleaved", "zb-h1", "zb-h2")),
          "order of the microbatches in the pipeline");

  static final List<Field> ROWS =
      List.of(
          PARALLELISM,
          DATA,
          Refused.unless("1", "spec.parallelism.fsdp", AXIS, "sharded data-parallel size"),
          PIPELINE,
          Refused.unless("1", "spec.parallelism.tensor", AXIS, "tensor-parallel size"),
          Refused.unless("1", "spec.parallelism.context", AXIS, "context-parallel size"),
          Refused.unless("1", "spec.parallelism.expert", AXIS, "expert-parallel size"),
          MICROBATCH,
          SCHEDULE,
          Refused.unless(
              "1", "spec.parallelism.virtualStages", AXIS, "stages per pipeline position"),
          Refused.unless(
              "0",
              "spec.parallelism.zero",
              new WholeNumber(0, 3),
              "how far training state is sharded"),
          Refused.unless(
              "none",
              "spec.parallelism.recompute",
              Words.of("none", "selective", "full"),
              "activations computed twice"));

  private ParallelismFields() {}

  /** A rank learns its stage when Muster starts it; one that the command starts would not. */
  static void check(Values values, Problems problems) {
    boolean staged = values.has(PARALLELISM) && values.get(PIPELINE) > 1;
    if (staged && values.find(ProgramFields.LAUNCHER) == Launcher.NODE) {
      Node pipeline = values.node(PIPELINE);
      problems.add(
          Problem.unsupported(
              pipeline.place(),
              pipeline,
              "stages with launcher: node",
              "write pipeline: 1, or launcher: rank"));
    }
  }

  static Parallelism read(Values values) {
    if (!values.has(PARALLELISM)) {
      return new Parallelism.Auto();
    }
    return new Parallelism.Fixed(
        values.get(DATA), values.get(PIPELINE), values.find(MICROBATCH), values.get(SCHEDULE));
  }

  private static List<Word<ScheduleKind>> schedules() {
    return Arrays.stream(ScheduleKind.values()).map(kind -> new Word<>(kind.word(), kind)).toList();
  }
}
