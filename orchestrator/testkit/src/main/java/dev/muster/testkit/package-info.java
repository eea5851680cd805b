/**
 * Simulated agents and scenarios on virtual time, and the house rules that hold over the whole
 * class path. A test library: used in test scope only.
 */
@NullMarked
package dev.muster.testkit;

import org.jspecify.annotations.NullMarked;
