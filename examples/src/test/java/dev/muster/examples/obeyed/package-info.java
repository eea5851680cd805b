/** Proves of every field that is obeyed that it changes something that can be seen. */
@NullMarked
package dev.muster.examples.obeyed;

import org.jspecify.annotations.NullMarked;
