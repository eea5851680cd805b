package dev.muster.manifest.field;

/** A row of the table: one field that manifests may have. */
public sealed interface Field permits Section, Items, Obeyed, Refused {
  /** Its names from the root, for example {@code spec.resources.nodes}. */
  String path();

  /** What it says, in a few words. */
  String meaning();

  /** Whether this version does what it says. */
  boolean obeyed();

  /** Whether what it stands in must have it. */
  boolean required();

  /** Its own name, for example {@code nodes}. */
  default String name() {
    return path().substring(path().lastIndexOf('.') + 1);
  }

  /** The path of the section it stands in; empty for the root. */
  default String parent() {
    return path().substring(0, Math.max(0, path().lastIndexOf('.')));
  }
}
