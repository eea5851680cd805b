/** Everything that can happen to the engine: orders, observations and the passing of time. */
@NullMarked
package dev.muster.engine.input;

import org.jspecify.annotations.NullMarked;
