package dev.muster.manifest.value;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of values, each of them once.
 *
 * @param item what each is
 * @param noun what each is called
 * @param most how many there may be
 */
public record ListOf<T>(ValueType<T> item, String noun, int most) implements ValueType<List<T>> {
  @Override
  public String expectation() {
    return "a list of at most %d different %s, each %s".formatted(most, noun, item.expectation());
  }

  @Override
  public @Nullable List<T> read(Node node, Problems problems) {
    if (!(node instanceof Sequence list) || list.items().size() > most) {
      problems.add(Problem.wrong(node, expectation(), null));
      return null;
    }
    List<T> values = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Node each : list.items()) {
      T value = item.read(each, problems);
      if (value != null && !seen.add(value)) {
        problems.add(Problem.wrong(each, "each of the list only once", null));
      } else if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  @Override
  public Schema schema() {
    return Schema.type("array")
        .with("maxItems", most)
        .with("uniqueItems", true)
        .with("items", item.schema());
  }
}
