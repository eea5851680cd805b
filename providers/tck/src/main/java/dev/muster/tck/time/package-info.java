/** Virtual time: a clock that moves only when told to, and runs what was scheduled on its way. */
@NullMarked
package dev.muster.tck.time;

import org.jspecify.annotations.NullMarked;
