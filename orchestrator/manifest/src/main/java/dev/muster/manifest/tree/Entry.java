package dev.muster.manifest.tree;

/**
 * One name of a mapping and its value.
 *
 * @param place where the name begins
 */
public record Entry(String name, Place place, Node value) {}
