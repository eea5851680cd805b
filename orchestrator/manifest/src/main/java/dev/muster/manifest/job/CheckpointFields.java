package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.value.Folder;
import dev.muster.manifest.value.Time;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
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
              "(?!~)(/[^\\x00-\\x1F\\x7F]+|(?!(.*/)?\\.\\.(/.*)?$)[^/\\x00-\\x1F\\x7F][^\\x00-\\x1F\\x7F]*)"),
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
          Time.upTo(Duration.ofHours(24)),
          "time between SIGTERM and SIGKILL when a rank is stopped in good order, and the same"
              + " before that for a checkpoint that it is asked for");
  private static final Obeyed<String> RESUME_FROM =
      Obeyed.or(
          FRESH,
          "spec.checkpoint.resumeFrom",
          Folder.of(
              "none, latest or the absolute path of a complete checkpoint",
              FRESH + "|" + CheckpointSpec.LATEST + "|/[^\\x00-\\x1F\\x7F]+"),
          "checkpoint to start from; latest is the newest one of the newest job of this name");
  private static final Obeyed<Integer> KEEP =
      Obeyed.or(
          "" + CheckpointSpec.KEEP,
          "spec.checkpoint.keep",
          new WholeNumber(1, 1000),
          "how many verified checkpoints are kept; older ones are removed");
  private static final Obeyed<String> SIGNAL =
      Obeyed.or(
          CheckpointSpec.SIGNAL,
          "spec.checkpoint.signal",
          Words.of(CheckpointSpec.SIGNAL, "SIGUSR2", "SIGHUP", "SIGINT"),
          "what asks a rank for a checkpoint before it is stopped in good order");

  static final List<Field> ROWS =
      List.of(
          Section.optional("spec.checkpoint", "where and how often training state is saved"),
          PATH,
          RESUME_FROM,
          Section.optional("spec.checkpoint.every", "when"),
          STEPS,
          KEEP,
          SIGNAL,
          GRACE,
          Refused.field(
              "spec.checkpoint.format",
              Words.of("directory-per-step"),
              "how a checkpoint lies on disk"));

  private CheckpointFields() {}

  static CheckpointSpec read(Values values) {
    String resumeFrom = values.get(RESUME_FROM);
    return new CheckpointSpec(
        values.get(PATH),
        values.find(STEPS),
        values.get(GRACE),
        resumeFrom.equals(FRESH) ? null : resumeFrom,
        values.get(KEEP),
        values.get(SIGNAL));
  }
}
