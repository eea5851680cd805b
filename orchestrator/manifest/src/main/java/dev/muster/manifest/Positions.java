package dev.muster.manifest;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of a manifest stand: a scalar where its text begins, a collection where its name
 * does. What the manifest does not have stands where its section does.
 */
public final class Positions {
  private record Spot(Place place, String value) {}

  private final String fileName;
  private final Map<String, Spot> spots = new HashMap<>();

  private Positions(String fileName) {
    this.fileName = fileName;
  }

  static Positions of(Node root, String fileName) {
    Positions positions = new Positions(fileName);
    positions.add(root, root.place());
    return positions;
  }

  /** The place of a field by its JSON pointer. */
  public Place at(String pointer) {
    return nearest(new Pointer(pointer)).place();
  }

  /** An error of a field that is well-formed and still impossible, for example by the plan. */
  public ManifestError error(String pointer, String message, @Nullable String suggestion) {
    Place place = at(pointer);
    Spot written = spots.get(pointer);
    return new ManifestError(
        fileName,
        place.line(),
        place.column(),
        pointer,
        ProblemKind.MALFORMED,
        written == null ? null : written.value(),
        message,
        suggestion);
  }

  private Spot nearest(Pointer pointer) {
    Spot spot = spots.get(pointer.text());
    if (spot != null) {
      return spot;
    }
    return pointer.isRoot() ? new Spot(Place.START, "") : nearest(pointer.parent());
  }

  private void add(Node node, Place place) {
    spots.put(node.pointer().text(), new Spot(place, node.shown()));
    switch (node) {
      case Scalar _ -> {}
      case Sequence sequence -> sequence.items().forEach(item -> add(item, item.place()));
      case Mapping mapping -> mapping.entries().values().forEach(this::add);
    }
  }

  private void add(Entry entry) {
    Node value = entry.value();
    add(value, value instanceof Scalar ? value.place() : entry.place());
  }
}
