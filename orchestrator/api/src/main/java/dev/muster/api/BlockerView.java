package dev.muster.api;

/**
 * One thing that stands in the way.
 *
 * @param code stable dotted word
 * @param detail one sentence with the numbers
 * @param count how many nodes, cores or jobs it concerns
 */
public record BlockerView(String code, String detail, long count) {}
