package dev.muster.local.gateway;

/**
 * A live process that belongs to a node.
 *
 * @param identity which process
 * @param node name of the node: of the folder below the provider's folder of nodes
 * @param agent true for the agent, false for a rank or what a rank has started
 */
public record NodeProcess(ProcessIdentity identity, String node, boolean agent) {}
