package dev.muster.model.agent;

/**
 * A line to look for in what ranks print.
 *
 * @param rule index of the manifest's rule that asks for it
 * @param pattern regular expression, RE2 syntax, found anywhere in the line
 */
public record LogPattern(int rule, String pattern) {}
