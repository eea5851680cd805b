package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;

/** Processor cores of a node: {@code n}, or {@code n+} for at least that many. */
public record Cores() implements ScalarType<Integer> {
  private static final WholeNumber NUMBER = new WholeNumber(1, 4096);

  @Override
  public String expectation() {
    return NUMBER.expectation() + ", or the same with + behind";
  }

  @Override
  public Parsed<Integer> parse(Scalar scalar) {
    String text = scalar.text();
    return text.endsWith("+")
        ? NUMBER.parse(Scalar.plain(text.substring(0, text.length() - 1)))
        : NUMBER.parse(scalar);
  }

  @Override
  public Schema schema() {
    return Schema.any(NUMBER.schema(), Schema.text("0*[1-9]\\d{0,3}\\+")).examples(8, "64+");
  }
}
