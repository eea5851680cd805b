/**
 * The JSON inside columns. It outlives the program that wrote it: stable words instead of class
 * names, and tolerance for fields that this version does not know.
 */
@NullMarked
package dev.muster.store.json;

import org.jspecify.annotations.NullMarked;
