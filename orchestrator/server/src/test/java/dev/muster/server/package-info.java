/** Servers started for real on empty folders, with agents that speak HTTP. */
@NullMarked
package dev.muster.server;

import org.jspecify.annotations.NullMarked;
