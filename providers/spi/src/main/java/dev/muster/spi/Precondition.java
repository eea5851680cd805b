package dev.muster.spi;

import java.time.Instant;

/**
 * What must still hold when an orphan is destroyed; the provider checks it right before it acts.
 *
 * @param owner the tag that the resource must bear
 * @param createdBefore it must be older than this
 */
public record Precondition(OwnerTag owner, Instant createdBefore) {}
