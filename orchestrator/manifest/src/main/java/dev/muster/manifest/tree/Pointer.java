package dev.muster.manifest.tree;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a node stands in its tree.
 *
 * @param text JSON pointer (RFC 6901), for example {@code /spec/resources/nodes}; empty for the
 *     root
 */
public record Pointer(String text) {
  /** The whole tree. */
  public static final Pointer ROOT = new Pointer("");

  /** The pointer of a mapping's field. */
  public Pointer child(String name) {
    return new Pointer(text + "/" + name.replace("~", "~0").replace("/", "~1"));
  }

  /** The pointer of a sequence's item, from 0. */
  public Pointer child(int index) {
    return new Pointer(text + "/" + index);
  }

  /** The pointer of what this one stands in; the root's is the root. */
  public Pointer parent() {
    return isRoot() ? this : new Pointer(text.substring(0, text.lastIndexOf('/')));
  }

  public boolean isRoot() {
    return text.isEmpty();
  }

  /** The name of the field itself, for example {@code nodes}. */
  public String name() {
    return unescaped(text.substring(text.lastIndexOf('/') + 1));
  }

  /** As people write it: {@code spec.resources.nodes}. */
  public String dotted() {
    return Arrays.stream(text.split("/", -1))
        .skip(1)
        .map(Pointer::unescaped)
        .collect(Collectors.joining("."));
  }

  private static String unescaped(String segment) {
    return segment.replace("~1", "/").replace("~0", "~");
  }
}
