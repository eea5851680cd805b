/**
 * Keeps the values of secrets out of what processes print and tell, before it is kept or sent.
 * Where a job has no secrets every byte passes as it is.
 */
@NullMarked
package dev.muster.agent.redact;

import org.jspecify.annotations.NullMarked;
