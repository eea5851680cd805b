package dev.muster.manifest.value;

import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fixed number of nodes; the range of an elastic job is refused. */
public record FixedNodes() implements ValueType<Integer> {
  private static final WholeNumber NUMBER = new WholeNumber(1, 4096);

  @Override
  public String expectation() {
    return NUMBER.expectation();
  }

  @Override
  public @Nullable Integer read(Node node, Problems problems) {
    if (node instanceof Mapping) {
      problems.add(Problem.unsupported(node.place(), node, "elastic nodes", "write a number"));
      return null;
    }
    return NUMBER.read(node, problems);
  }

  @Override
  public List<String> refused() {
    return List.of("{min, max}");
  }
}
