package dev.muster.agent.node;

/** Why the agent ends. */
public enum Leaving {
  /** The server said so. */
  ORDERED(0),
  /** No server was reached for as long as the lease lasts. */
  LEASE_ENDED(3),
  /** The machine or its provider asked for it. */
  TERMINATED(143);

  private final int exitCode;

  Leaving(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The agent's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
