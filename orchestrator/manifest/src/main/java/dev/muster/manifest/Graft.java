package dev.muster.manifest;

import dev.muster.manifest.OverridePath.Index;
import dev.muster.manifest.OverridePath.Name;
import dev.muster.manifest.OverridePath.Step;
import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One value, put into a tree; what it stands in is made where it is missing. */
final class Graft {
  private final List<Step> steps;
  private final Node value;
  private final Place place;
  private final Problems problems;

  private Graft(List<Step> steps, Node value, Place place, Problems problems) {
    this.steps = steps;
    this.value = value;
    this.place = place;
    this.problems = problems;
  }

  /** The tree with the value; the tree as it was when that cannot be. */
  static Node into(Node root, OverridePath path, Node value, Place place, Problems problems) {
    Graft graft = new Graft(path.steps(), value, place, problems);
    Node grown = graft.grown(root, Pointer.ROOT, 0);
    return grown == null ? root : grown;
  }

  private @Nullable Node grown(@Nullable Node node, Pointer pointer, int depth) {
    if (depth == steps.size()) {
      return value;
    }
    return switch (steps.get(depth)) {
      case Name(String name) -> named(node, pointer, name, depth);
      case Index(int index) -> indexed(node, pointer, index, depth);
    };
  }

  private @Nullable Node named(@Nullable Node node, Pointer pointer, String name, int depth) {
    if (node != null && !isNothing(node) && !(node instanceof Mapping)) {
      return refused(node, "has no fields (expected: a mapping, or a value for all of it)");
    }
    Mapping mapping =
        node instanceof Mapping found ? found : new Mapping(place, pointer, new LinkedHashMap<>());
    Entry entry = mapping.entries().get(name);
    Node child = grown(entry == null ? null : entry.value(), pointer.child(name), depth + 1);
    if (child == null) {
      return null;
    }
    boolean inner = depth + 1 < steps.size();
    Place where = entry != null && inner ? entry.place() : place;
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    entries.put(name, new Entry(name, where, child));
    return new Mapping(mapping.place(), pointer, entries);
  }

  private @Nullable Node indexed(@Nullable Node node, Pointer pointer, int index, int depth) {
    if (node != null && !isNothing(node) && !(node instanceof Sequence)) {
      return refused(node, "has no items (expected: a list, or a value for all of it)");
    }
    Sequence list =
        node instanceof Sequence found ? found : new Sequence(place, pointer, List.of());
    List<Node> items = new ArrayList<>(list.items());
    if (index > items.size()) {
      return refused(list, "has no item %d (expected: 0 to %d)".formatted(index, items.size()));
    }
    Node old = index < items.size() ? items.get(index) : null;
    Node child = grown(old, pointer.child(index), depth + 1);
    if (child == null) {
      return null;
    }
    if (old == null) {
      items.add(child);
    } else {
      items.set(index, child);
    }
    return new Sequence(list.place(), pointer, items);
  }

  private @Nullable Node refused(Node found, String why) {
    String message = "%s %s".formatted(found.shown(), why);
    problems.add(
        new Problem(place, found.pointer(), ProblemKind.MALFORMED, found.shown(), message, null));
    return null;
  }

  private static boolean isNothing(Node node) {
    return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NOTHING;
  }
}
