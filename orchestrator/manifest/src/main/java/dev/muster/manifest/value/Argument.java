package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;

/** What programs are given: text, or a number or truth value in the spelling of the manifest. */
record Argument() implements ScalarType<String> {
  static final Argument TYPE = new Argument();

  @Override
  public String expectation() {
    return "text, a number, true or false, of at most %d characters".formatted(Text.MAX_ARGUMENT);
  }

  @Override
  public Parsed<String> parse(Scalar scalar) {
    if (scalar.kind() == Scalar.Kind.NOTHING) {
      return new Parsed.Wrong<>("\"\"");
    }
    return scalar.text().length() <= Text.MAX_ARGUMENT
        ? new Parsed.Good<>(scalar.text())
        : Parsed.wrong();
  }

  @Override
  public Schema schema() {
    return Schema.spelled().with("maxLength", Text.MAX_ARGUMENT);
  }
}
