package dev.muster.manifest.value;

import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fixed number of nodes; the range of an elastic job is refused. */
public record FixedNodes() implements ValueType<Integer> {
  /** Of an elastic job, too. */
  public static final WholeNumber NUMBER = new WholeNumber(1, 4096);

  @Override
  public String expectation() {
    return NUMBER.expectation();
  }

  @Override
  public @Nullable Integer read(Node node, Problems problems) {
    if (!(node instanceof Mapping range)) {
      return NUMBER.read(node, problems);
    }
    problems.add(range(range));
    return null;
  }

  private Problem range(Mapping range) {
    Integer least = number(range.get("min"));
    Integer most = number(range.get("max"));
    if (range.entries().size() != 2 || least == null || most == null) {
      return Problem.wrong(range, expectation() + ", or {min, max} of them", null);
    }
    return least > most
        ? Problem.wrong(range, "min at most max", null)
        : Problem.unsupported(range.place(), range, "elastic nodes", "write a number");
  }

  private static @Nullable Integer number(@Nullable Node node) {
    return node == null ? null : NUMBER.read(node, new Problems());
  }

  @Override
  public List<String> refused() {
    return List.of("{min, max}");
  }

  @Override
  public Schema schema() {
    Schema range =
        Schema.type("object")
            .with(
                "properties",
                Map.of("min", NUMBER.schema().keywords(), "max", NUMBER.schema().keywords()))
            .with("required", List.of("min", "max"))
            .with("additionalProperties", false);
    return Schema.any(NUMBER.schema(), range.unsupported());
  }
}
