package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.List;
import java.util.Map;

/**
 * Text, or a number or truth value in the spelling of the manifest.
 *
 * @param form what the spelling must be
 */
public record Spelled(Text form) implements ScalarType<String> {
  @Override
  public String expectation() {
    return form.expectation();
  }

  @Override
  public Parsed<String> parse(Scalar scalar) {
    return scalar.kind() != Scalar.Kind.NOTHING && form.fits(scalar.text())
        ? new Parsed.Good<>(scalar.text())
        : Parsed.wrong();
  }

  @Override
  public Schema schema() {
    return Schema.any(form.schema(), new Schema(Map.of("type", List.of("number", "boolean"))));
  }
}
