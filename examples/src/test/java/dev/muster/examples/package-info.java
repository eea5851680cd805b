/** The examples, run for real through the shipped launcher. */
@NullMarked
package dev.muster.examples;

import org.jspecify.annotations.NullMarked;
