/**
 * The engine without threads: takes inputs, steps, journals, and says which effects are due. One
 * seed replays it.
 */
@NullMarked
package dev.muster.engine.core;

import org.jspecify.annotations.NullMarked;
