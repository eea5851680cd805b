/**
 * Capacity of the machine that the server runs on: its cores, memory and accelerators as nodes,
 * with an agent process for each node that is claimed.
 */
@NullMarked
package dev.muster.local;

import org.jspecify.annotations.NullMarked;
