/** Clocks that nobody can set, and that know when the whole process has slept. */
@NullMarked
package dev.muster.agent.time;

import org.jspecify.annotations.NullMarked;
