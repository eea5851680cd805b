/**
 * What happens when something breaks: each fault strikes a real process at a named point of its
 * way, and the test says what must come of it.
 */
@NullMarked
package dev.muster.examples.faults;

import org.jspecify.annotations.NullMarked;
