/**
 * A manifest as a tree that knows its places: mappings, sequences and scalars, each with line,
 * column and JSON pointer, and the problems found on the way. YAML 1.2 (core schema) and JSON give
 * the same tree; anchors, aliases and tags are refused, and size and depth have bounds.
 */
@NullMarked
package dev.muster.manifest.tree;

import org.jspecify.annotations.NullMarked;
