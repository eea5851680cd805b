package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.value.Amount;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
import dev.muster.model.spec.Training;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the model is trained. */
final class TrainingFields {
  private static final WholeNumber SIZE = new WholeNumber(1, 16_777_216);

  private static final Section TRAINING =
      Section.optional("spec.training", "how the model is trained");
  private static final Obeyed<Integer> GLOBAL_BATCH =
      Obeyed.required("spec.training.globalBatch", SIZE, "sequences per step over all ranks");
  private static final Obeyed<Integer> SEQUENCE_LENGTH =
      Obeyed.required("spec.training.sequenceLength", SIZE, "tokens per sequence");
  private static final Obeyed<String> PRECISION =
      Obeyed.or(
          "fp32",
          "spec.training.precision",
          Words.of("fp32", "bf16", "fp16", "fp8"),
          "number format of the computation, for the script");
  private static final Obeyed<String> OPTIMIZER =
      Obeyed.or(
          "adamw",
          "spec.training.optimizer",
          Text.of("a name such as adamw", 63, "[A-Za-z0-9][A-Za-z0-9._-]*"),
          "optimizer, for the script");
  private static final Obeyed<Long> TOKENS =
      Obeyed.optional(
          "spec.training.tokens",
          Amount.TOKENS,
          "tokens to train on in all, from which the number of steps follows",
          "the script decides when it is done");

  static final List<Field> ROWS =
      List.of(TRAINING, GLOBAL_BATCH, SEQUENCE_LENGTH, PRECISION, OPTIMIZER, TOKENS);

  private TrainingFields() {}

  static @Nullable Training read(Values values) {
    if (!values.has(TRAINING)) {
      return null;
    }
    return new Training(
        values.get(GLOBAL_BATCH),
        values.get(SEQUENCE_LENGTH),
        values.get(PRECISION),
        values.get(OPTIMIZER),
        values.find(TOKENS));
  }
}
