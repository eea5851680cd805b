/** Bringing growing files to the server, piece by piece, each byte once. */
@NullMarked
package dev.muster.agent.delivery;

import org.jspecify.annotations.NullMarked;
