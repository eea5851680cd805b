/**
 * The transitions: what an input does to the world. Pure functions of (world, input, now); one
 * class per kind of input, and one per thought that several of them share.
 */
@NullMarked
package dev.muster.engine.step;

import org.jspecify.annotations.NullMarked;
