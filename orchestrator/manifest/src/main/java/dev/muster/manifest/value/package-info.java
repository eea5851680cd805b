/**
 * What may stand in a field of a manifest: numbers, words, amounts, durations, folders, commands.
 * Each type reads a node, or reports what it expected instead and the nearest thing that would do.
 */
@NullMarked
package dev.muster.manifest.value;

import org.jspecify.annotations.NullMarked;
