package dev.muster.model.agent;

/**
 * The first line of a rank in which a pattern was found.
 *
 * @param rule index of the manifest's rule
 * @param line the line, bounded
 */
public record LogMatch(int rule, String line) {}
