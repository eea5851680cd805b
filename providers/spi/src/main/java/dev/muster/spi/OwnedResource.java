package dev.muster.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something at the provider that bears our owner tag.
 *
 * @param kind the provider's word, for example {@code process}, {@code instance}, {@code disk}
 * @param id the provider's identity of it
 * @param claim the claim in its tags; null when the tag is missing or unreadable
 * @param createdAt when it came to be, by the provider's clock
 * @param billable whether it costs while it exists
 */
public record OwnedResource(
    String kind, String id, @Nullable ClaimId claim, Instant createdAt, boolean billable) {}
