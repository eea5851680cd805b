package dev.muster.manifest.value;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.Problems;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people try to write and no manifest may have; what they wrote is not repeated.
 *
 * @param instead what to write
 */
public record NeverWritten(String instead) implements ValueType<Void> {
  @Override
  public String expectation() {
    return instead;
  }

  @Override
  public @Nullable Void read(Node node, Problems problems) {
    String message = "not shown here, and never written in a manifest (expected: %s)";
    problems.add(
        new Problem(
            node.place(),
            node.pointer(),
            ProblemKind.MALFORMED,
            null,
            message.formatted(instead),
            null));
    return null;
  }

  @Override
  public Schema schema() {
    return new Schema(Map.of("not", Map.of()));
  }
}
