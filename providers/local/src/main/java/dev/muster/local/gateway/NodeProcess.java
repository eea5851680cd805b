package dev.muster.local.gateway;

/**
 * A live process that belongs to a node.
 *
 * @param identity which process
 * @param node name of the node: of the folder below the provider's folder of nodes
 * @param role what it is there for
 */
public record NodeProcess(ProcessIdentity identity, String node, Role role) {
  /** What a process is to its node. */
  public enum Role {
    /** The agent. */
    AGENT,
    /** Ends what an agent that is gone has left behind, and then itself. */
    GUARD,
    /** What came of the agent: ranks, setup, their children. */
    WORK
  }

  public boolean agent() {
    return role == Role.AGENT;
  }

  public boolean guard() {
    return role == Role.GUARD;
  }
}
