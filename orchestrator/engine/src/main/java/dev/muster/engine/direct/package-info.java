/** What is wanted of every agent now, derived from the world. */
@NullMarked
package dev.muster.engine.direct;

import org.jspecify.annotations.NullMarked;
