package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.field.Walk;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.Words;
import dev.muster.model.spec.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kind TrainingJob: all its fields, and what they make together. */
public final class TrainingJob {
  /** Every field that such a manifest may have. */
  public static final FieldTable FIELDS =
      new FieldTable(
          Stream.of(
                  Envelope.rows(Words.of("TrainingJob"), "what the job is"),
                  ProgramFields.ROWS,
                  SecretFields.ROWS,
                  ResourceFields.ROWS,
                  LaterFields.PLACEMENT,
                  ModelFields.ROWS,
                  TrainingFields.ROWS,
                  ParallelismFields.ROWS,
                  LaterFields.DATA,
                  CheckpointFields.ROWS,
                  RecoveryFields.ROWS,
                  TimingFields.DEADLINES,
                  LaterFields.BUDGET,
                  TimingFields.ORDER,
                  LaterFields.NOTIFY)
              .<Field>flatMap(List::stream)
              .toList());

  private TrainingJob() {}

  /** The job that a tree describes; null when there are problems. */
  public static @Nullable JobSpec read(Node root, Problems problems) {
    Values values = Walk.over(root, FIELDS, problems);
    ProgramFields.check(values, problems);
    ModelFields.check(values, problems);
    SecretFields.check(values, problems);
    ParallelismFields.check(values, problems);
    TimingFields.check(values, problems);
    return problems.isEmpty() ? job(values) : null;
  }

  private static JobSpec job(Values values) {
    return new JobSpec(
        values.get(Envelope.PROJECT),
        values.get(Envelope.NAME),
        Objects.requireNonNullElse(values.find(Envelope.LABELS), Map.of()),
        values.get(ProgramFields.FRAMEWORK),
        values.find(ProgramFields.WORKDIR),
        ProgramFields.python(values),
        values.find(ProgramFields.SETUP),
        values.get(ProgramFields.COMMAND),
        values.get(ProgramFields.LAUNCHER),
        Objects.requireNonNullElse(values.find(ProgramFields.ENV), Map.of()),
        SecretFields.read(values),
        ResourceFields.read(values),
        ModelFields.read(values),
        TrainingFields.read(values),
        ParallelismFields.read(values),
        CheckpointFields.read(values),
        RecoveryFields.read(values),
        TimingFields.read(values));
  }
}
