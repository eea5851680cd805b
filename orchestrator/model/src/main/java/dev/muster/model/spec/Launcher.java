package dev.muster.model.spec;

/** Who starts the ranks. */
public enum Launcher {
  /** Muster starts one process for each rank. */
  RANK,
  /** Muster starts the command once on each node, and that starts the node's ranks. */
  NODE
}
