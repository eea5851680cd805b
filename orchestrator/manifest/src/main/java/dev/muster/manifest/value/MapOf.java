package dev.muster.manifest.value;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by names that the manifest chooses, in its order.
 *
 * @param key what a name must be
 * @param value what each value is
 * @param most how many there may be
 */
public record MapOf<T>(Text key, ValueType<T> value, int most)
    implements ValueType<Map<String, T>> {
  /** Words to find something by: {@code team: nlp}. */
  public static final MapOf<String> LABELS =
      new MapOf<>(
          Text.of(
              "letters, digits, '.', '_', '-' and '/' between letters or digits, at most 63",
              63,
              "[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?"),
          new Spelled(
              Text.of(
                  "letters, digits, '.', '_' and '-' between letters or digits, at most 63",
                  63,
                  "([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?")),
          64);

  @Override
  public String expectation() {
    return "a mapping of at most %d names to values".formatted(most);
  }

  @Override
  public @Nullable Map<String, T> read(Node node, Problems problems) {
    if (!(node instanceof Mapping mapping) || mapping.entries().size() > most) {
      problems.add(Problem.wrong(node, expectation(), null));
      return null;
    }
    Map<String, T> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries().values()) {
      T read = value.read(entry.value(), problems);
      if (!key.fits(entry.name())) {
        String message = "not such a name (expected: %s)".formatted(key.expectation());
        problems.add(Problem.name(mapping, entry, message, null));
      } else if (read != null) {
        values.put(entry.name(), read);
      }
    }
    return values;
  }

  @Override
  public Schema schema() {
    return Schema.type("object")
        .with("maxProperties", most)
        .with("propertyNames", key.schema())
        .with("additionalProperties", value.schema());
  }
}
