package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import dev.muster.model.spec.Timing;
import java.util.List;

/** Who goes first: a word, or a number. */
public record Priority() implements ScalarType<Integer> {
  private static final WholeNumber NUMBER = new WholeNumber(0, Timing.HIGHEST);
  private static final Words<Integer> WORDS =
      new Words<>(
          List.of(
              new Words.Word<>("low", Timing.NORMAL / 2),
              new Words.Word<>("normal", Timing.NORMAL),
              new Words.Word<>("high", Timing.NORMAL + Timing.NORMAL / 2)),
          List.of());

  @Override
  public String expectation() {
    return "%s, or %s".formatted(WORDS.expectation(), NUMBER.expectation());
  }

  @Override
  public Parsed<Integer> parse(Scalar scalar) {
    return scalar.kind() == Scalar.Kind.WHOLE ? NUMBER.parse(scalar) : WORDS.parse(scalar);
  }

  @Override
  public Schema schema() {
    return Schema.any(WORDS.schema(), NUMBER.schema());
  }
}
