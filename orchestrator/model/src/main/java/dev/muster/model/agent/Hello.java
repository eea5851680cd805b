package dev.muster.model.agent;

/**
 * An agent's first words.
 *
 * @param version the agent's version
 * @param pid its process
 * @param inventory what its node is
 * @param report what it sees, phase IDLE for a fresh one
 */
public record Hello(String version, long pid, Inventory inventory, WorkerReport report) {}
