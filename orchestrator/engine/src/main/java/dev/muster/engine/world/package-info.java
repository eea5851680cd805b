/** The leader's state: immutable records in indexed maps. */
@NullMarked
package dev.muster.engine.world;

import org.jspecify.annotations.NullMarked;
