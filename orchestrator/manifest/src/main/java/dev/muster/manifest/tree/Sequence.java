package dev.muster.manifest.tree;

import java.util.List;

/** Values in an order. */
public record Sequence(Place place, Pointer pointer, List<Node> items) implements Node {
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String shown() {
    return Shown.all("[", items.stream().map(Sequence::brief).toList(), "]");
  }

  private static String brief(Node item) {
    return switch (item) {
      case Scalar scalar -> scalar.text();
      case Mapping _ -> "{…}";
      case Sequence _ -> "[…]";
    };
  }
}
