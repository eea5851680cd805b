package dev.muster.manifest.tree;

/** A value of a manifest and where it stands. */
public sealed interface Node permits Mapping, Sequence, Scalar {
  /** Where it begins. */
  Place place();

  Pointer pointer();

  /** A short form for messages, on one line. */
  String shown();
}
