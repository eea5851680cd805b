/** Gives disk back: finds what nobody needs any more in the data directory, and removes it. */
@NullMarked
package dev.muster.server.prune;

import org.jspecify.annotations.NullMarked;
