package dev.muster.manifest.tree;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a node stands in its tree.
 *
 * @param text JSON pointer (RFC 6901), for example {@code /spec/resources/nodes}; empty for the
 *     root
 */
public record Pointer(String text) {
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
  private static final Pattern SPECIAL = Pattern.compile("[.\\[\\]\"= ]");

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

  /** The names from the root. */
  public List<String> names() {
    return Arrays.stream(text.split("/", -1)).skip(1).map(Pointer::unescaped).toList();
  }

  /** The name of the field itself, for example {@code nodes}. */
  public String name() {
    return unescaped(text.substring(text.lastIndexOf('/') + 1));
  }

  /** As people write it: {@code spec.resources.nodes}, {@code spec.needs[0]}. */
  public String dotted() {
    StringBuilder dotted = new StringBuilder();
    for (String name : names()) {
      if (INDEX.matcher(name).matches()) {
        dotted.append('[').append(name).append(']');
      } else {
        dotted.append(dotted.isEmpty() ? "" : ".").append(quoted(name));
      }
    }
    return dotted.toString();
  }

  private static String quoted(String name) {
    return SPECIAL.matcher(name).find() ? "\"" + Shown.line(name) + "\"" : Shown.line(name);
  }

  private static String unescaped(String segment) {
    return segment.replace("~1", "/").replace("~0", "~");
  }
}
