/**
 * The typed client of the REST interface: blocking calls in, wire records out. A refusal is a
 * {@link dev.muster.client.ProblemException}, a server that cannot be reached an {@link
 * dev.muster.client.UnreachableException}.
 */
@NullMarked
package dev.muster.client;

import org.jspecify.annotations.NullMarked;
