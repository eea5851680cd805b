/**
 * Packs a working directory: what is left out, in which order, and the archive whose SHA-256 names
 * it. The same folder gives the same bytes.
 */
@NullMarked
package dev.muster.client.pack;

import org.jspecify.annotations.NullMarked;
