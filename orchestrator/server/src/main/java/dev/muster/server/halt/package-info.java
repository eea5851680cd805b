/**
 * Stands still at a named point, for tests that kill the real process exactly there; off unless an
 * environment variable asks for it.
 */
@NullMarked
package dev.muster.server.halt;

import org.jspecify.annotations.NullMarked;
