package dev.muster.manifest.tree;

/** Why something in a manifest cannot be taken. */
public enum ProblemKind {
  /** No version of Muster could make sense of it. */
  MALFORMED,
  /** It is right, and this version cannot do it yet. */
  UNSUPPORTED
}
