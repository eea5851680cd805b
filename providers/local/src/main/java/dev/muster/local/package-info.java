/**
 * Capacity of the machine that the server runs on: its cores, memory and accelerators as nodes,
 * with an agent process for each node that is claimed.
 *
 * <p>The truth is on disk and in {@code /proc}, never in memory: what was claimed is written down
 * before anything is started, and what lives is looked up. So a server that crashed at any moment
 * goes on where it was.
 */
@NullMarked
package dev.muster.local;

import org.jspecify.annotations.NullMarked;
