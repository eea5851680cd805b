package dev.muster.model.run;

/**
 * One thing that stands in the way.
 *
 * @param code stable dotted word
 * @param detail one sentence with the numbers
 * @param count how many nodes, cores or jobs it concerns
 */
public record Blocker(String code, String detail, long count) {}
