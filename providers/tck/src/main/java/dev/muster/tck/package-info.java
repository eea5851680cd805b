/**
 * The contract suite that every capacity provider passes: tests to extend, and the virtual clock
 * and simulated cloud that they run against. A test library: used in test scope only.
 */
@NullMarked
package dev.muster.tck;

import org.jspecify.annotations.NullMarked;
