package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;

/** A whole number within bounds. */
public record WholeNumber(int least, int most) implements ScalarType<Integer> {
  /** Longer numbers are out of all bounds. */
  private static final int MAX_DIGITS = 18;

  @Override
  public String expectation() {
    return "a whole number, %d to %d".formatted(least, most);
  }

  @Override
  public Parsed<Integer> parse(Scalar scalar) {
    if (scalar.kind() != Scalar.Kind.WHOLE || scalar.text().length() > MAX_DIGITS) {
      return Parsed.wrong();
    }
    long number = number(scalar.text());
    return number < least || number > most
        ? Parsed.wrong()
        : new Parsed.Good<>(Math.toIntExact(number));
  }

  /** The three spellings of the core schema. */
  private static long number(String text) {
    if (text.startsWith("0x")) {
      return Long.parseLong(text.substring(2), 16);
    }
    return text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
  }

  @Override
  public Schema schema() {
    return Schema.type("integer").with("minimum", least).with("maximum", most);
  }
}
