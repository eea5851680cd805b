/**
 * What the server counts of itself, for a monitoring system to fetch. Counting is a few additions;
 * the library that writes the counts down is loaded when somebody asks for the first time.
 */
@NullMarked
package dev.muster.server.meter;

import org.jspecify.annotations.NullMarked;
