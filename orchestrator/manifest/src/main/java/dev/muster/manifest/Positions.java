package dev.muster.manifest;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of a manifest stand: a scalar where its text begins, a collection where its name
 * does. What the manifest does not have stands where its section does.
 */
public final class Positions {
  /**
   * What a pointer leads to.
   *
   * @param whole whether it leads there with all of its names
   */
  private record Spot(Place place, Node node, boolean whole) {}

  private final Node root;
  private final String fileName;

  Positions(Node root, String fileName) {
    this.root = root;
    this.fileName = fileName;
  }

  /** The place of a field by its JSON pointer. */
  public Place at(String pointer) {
    return spot(pointer).place();
  }

  /** An error of a field that is well-formed and still impossible, for example by the plan. */
  public ManifestError error(String pointer, String message, @Nullable String suggestion) {
    return ManifestError.of(fileName, problem(pointer, message, suggestion));
  }

  Problem problem(String pointer, String message, @Nullable String suggestion) {
    Spot spot = spot(pointer);
    String value = spot.whole() ? spot.node().shown() : null;
    return new Problem(
        spot.place(), new Pointer(pointer), ProblemKind.MALFORMED, value, message, suggestion);
  }

  private Spot spot(String pointer) {
    Spot spot = new Spot(root.place(), root, true);
    for (String name : new Pointer(pointer).names()) {
      Spot next = below(spot.node(), name);
      if (next == null) {
        return new Spot(spot.place(), spot.node(), false);
      }
      spot = next;
    }
    return spot;
  }

  private static @Nullable Spot below(Node node, String name) {
    return switch (node) {
      case Scalar _ -> null;
      case Sequence sequence -> item(sequence.items(), name);
      case Mapping mapping -> entry(mapping.entries().get(name));
    };
  }

  private static @Nullable Spot item(List<Node> items, String name) {
    for (int i = 0; i < items.size(); i++) {
      if (name.equals(Integer.toString(i))) {
        return new Spot(items.get(i).place(), items.get(i), true);
      }
    }
    return null;
  }

  private static @Nullable Spot entry(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Node value = entry.value();
    return new Spot(value instanceof Scalar ? value.place() : entry.place(), value, true);
  }
}
