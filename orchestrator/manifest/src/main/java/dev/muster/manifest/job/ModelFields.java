package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.Amount;
import dev.muster.manifest.value.Flag;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.model.spec.ModelShape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the planner must know of the model. */
final class ModelFields {
  private static final String SHAPE_INSTEAD = "write spec.model.shape";
  private static final WholeNumber COUNT = new WholeNumber(1, 10_000);
  private static final WholeNumber EXPERTS = new WholeNumber(0, 10_000);
  private static final WholeNumber WIDTH = new WholeNumber(1, 16_777_216);

  private static final Section SHAPE =
      Section.optional("spec.model.shape", "its sizes, as a decoder-only transformer");
  private static final Obeyed<Integer> LAYERS =
      Obeyed.required("spec.model.shape.layers", COUNT, "transformer layers");
  private static final Obeyed<Integer> HIDDEN =
      Obeyed.required("spec.model.shape.hidden", WIDTH, "width of the residual stream");
  private static final Obeyed<Integer> HEADS =
      Obeyed.required("spec.model.shape.heads", COUNT, "attention heads");
  private static final Obeyed<Integer> KV_HEADS =
      Obeyed.optional("spec.model.shape.kvHeads", COUNT, "key and value heads", "as many as heads");
  private static final Obeyed<Integer> FEED_FORWARD =
      Obeyed.optional(
          "spec.model.shape.feedForward",
          WIDTH,
          "inner width of the feed-forward block",
          "four times hidden");
  private static final Obeyed<Integer> VOCABULARY =
      Obeyed.required("spec.model.shape.vocabulary", WIDTH, "number of tokens");
  private static final Obeyed<Integer> HEAD_DIM =
      Obeyed.optional(
          "spec.model.shape.headDim", WIDTH, "width of one head", "hidden divided by heads");
  private static final Obeyed<Boolean> TIED =
      Obeyed.or(
          "false",
          "spec.model.shape.tied",
          new Flag(),
          "whether the output head shares the embedding's weights");
  private static final Obeyed<Boolean> GATED =
      Obeyed.or(
          "false",
          "spec.model.shape.gated",
          new Flag(),
          "whether the feed-forward block has a gate");

  static final List<Field> ROWS =
      List.of(
          Section.optional("spec.model", "what is trained"),
          Refused.field(
              "spec.model.huggingFace",
              Text.PATH,
              "a config.json that has the sizes",
              SHAPE_INSTEAD),
          SHAPE,
          LAYERS,
          HIDDEN,
          HEADS,
          KV_HEADS,
          FEED_FORWARD,
          VOCABULARY,
          HEAD_DIM,
          TIED,
          GATED,
          Refused.unless("0", "spec.model.shape.experts", EXPERTS, "experts of a layer"),
          Refused.unless(
              "0", "spec.model.shape.expertsPerToken", EXPERTS, "experts that see a token"),
          Refused.unless(
              "0",
              "spec.model.shape.expertFeedForward",
              new WholeNumber(0, 16_777_216),
              "inner width of an expert"),
          Refused.field(
              "spec.model.parameters", Amount.PARAMETERS, "number of parameters", SHAPE_INSTEAD));

  private ModelFields() {}

  static void check(Values values, Problems problems) {
    Integer heads = values.find(HEADS);
    if (heads == null) {
      return;
    }
    Integer hidden = values.find(HIDDEN);
    if (hidden != null && values.find(HEAD_DIM) == null && hidden % heads != 0) {
      String expectation = "a multiple of heads, %d, or headDim in addition".formatted(heads);
      problems.add(Problem.wrong(values.node(HIDDEN), expectation, null));
    }
    Integer kvHeads = values.find(KV_HEADS);
    if (kvHeads != null && heads % kvHeads != 0) {
      String expectation = "a divisor of heads, %d".formatted(heads);
      problems.add(Problem.wrong(values.node(KV_HEADS), expectation, null));
    }
  }

  static @Nullable ModelShape read(Values values) {
    if (!values.has(SHAPE)) {
      return null;
    }
    int hidden = values.get(HIDDEN);
    int heads = values.get(HEADS);
    return new ModelShape(
        values.get(LAYERS),
        hidden,
        heads,
        Objects.requireNonNullElse(values.find(KV_HEADS), heads),
        Objects.requireNonNullElse(values.find(FEED_FORWARD), 4 * hidden),
        values.get(VOCABULARY),
        Objects.requireNonNullElse(values.find(HEAD_DIM), hidden / heads),
        values.get(TIED),
        values.get(GATED));
  }
}
