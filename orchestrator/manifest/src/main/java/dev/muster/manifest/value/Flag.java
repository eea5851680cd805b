package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.Locale;

/** True or false. */
public record Flag() implements ScalarType<Boolean> {
  @Override
  public String expectation() {
    return "true or false";
  }

  @Override
  public Parsed<Boolean> parse(Scalar scalar) {
    return scalar.kind() == Scalar.Kind.TRUTH
        ? new Parsed.Good<>(scalar.text().toLowerCase(Locale.ROOT).equals("true"))
        : Parsed.wrong();
  }

  @Override
  public Schema schema() {
    return Schema.type("boolean");
  }
}
