package dev.muster.agent.process;

/** Which processes of a node are meant. */
public enum Scope {
  /** Ranks and all that came of them. */
  RANKS,
  /** Also what preparation started. */
  ALL
}
