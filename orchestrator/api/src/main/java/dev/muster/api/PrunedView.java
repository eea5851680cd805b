package dev.muster.api;

/**
 * Something that nobody needs any more.
 *
 * @param kind what it is, in a word
 * @param name which one
 * @param bytes what it takes on disk
 */
public record PrunedView(String kind, String name, long bytes) {}
