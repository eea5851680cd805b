package dev.muster.manifest.value;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand in a field, and how it is read. */
public interface ValueType<T> {
  /** What is expected, in words that may follow "expected:". */
  String expectation();

  /** The value of a node; null when a problem was reported instead. */
  @Nullable T read(Node node, Problems problems);

  /** The same for programs: what it refuses, no manifest may have. */
  Schema schema();

  /** Values that manifests may have and this version refuses by name. */
  default List<String> refused() {
    return List.of();
  }
}
