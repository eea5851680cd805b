/** The client against servers that misbehave. */
@NullMarked
package dev.muster.client;

import org.jspecify.annotations.NullMarked;
