/**
 * A typed HTTP client of the server: every call takes and returns records of {@code
 * dev.muster.api}, every refusal is the server's own problem.
 */
@NullMarked
package dev.muster.client;

import org.jspecify.annotations.NullMarked;
