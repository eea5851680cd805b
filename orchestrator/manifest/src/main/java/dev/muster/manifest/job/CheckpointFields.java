package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.value.Folder;
import dev.muster.manifest.value.Time;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.model.spec.CheckpointSpec;
import java.time.Duration;
import java.util.List;

/** Where and how often training state is saved. */
final class CheckpointFields {
  private static final String FRESH = "none";

  private static final Obeyed<String> PATH =
      Obeyed.or(
          "checkpoints",
          "spec.checkpoint.path",
          Folder.of(
              "a folder: an absolute path, or one below the job's own folder",
              "(?!~)(/[^\\p{Cntrl}]+|(?!(.*/)?\\.\\.(/.*)?$)[^/\\p{Cntrl}][^\\p{Cntrl}]*)"),
          "folder of the checkpoints; a relative one lies in the job's own folder");
  private static final Obeyed<Integer> STEPS =
      Obeyed.required(
          "spec.checkpoint.every.steps",
          new WholeNumber(1, 1_000_000_000),
          "steps between checkpoints");
  private static final Obeyed<Duration> GRACE =
      Obeyed.or(
          "30s",
          "spec.checkpoint.grace",
          new Time(Duration.ofHours(24)),
          "time between SIGTERM and SIGKILL when a rank is stopped in good order");
  private static final Obeyed<String> RESUME_FROM =
      Obeyed.or(
          FRESH,
          "spec.checkpoint.resumeFrom",
          Folder.of(
              "none or the absolute path of a complete checkpoint",
              FRESH + "|/[^\\p{Cntrl}]+",
              "latest"),
          "folder of a complete checkpoint to start from");

  static final List<Field> ROWS =
      List.of(
          Section.optional("spec.checkpoint", "where and how often training state is saved"),
          PATH,
          RESUME_FROM,
          Section.optional("spec.checkpoint.every", "when"),
          STEPS,
          Refused.field("spec.checkpoint.keep", "how many are kept"),
          Refused.field("spec.checkpoint.signal", "what asks a rank for a checkpoint"),
          GRACE,
          Refused.field("spec.checkpoint.format", "how a checkpoint lies on disk"));

  private CheckpointFields() {}

  static CheckpointSpec read(Values values) {
    String resumeFrom = values.get(RESUME_FROM);
    return new CheckpointSpec(
        values.get(PATH),
        values.find(STEPS),
        values.get(GRACE),
        resumeFrom.equals(FRESH) ? null : resumeFrom);
  }
}
