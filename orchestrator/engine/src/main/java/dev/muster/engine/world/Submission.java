package dev.muster.engine.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came along with a manifest when a job was submitted.
 *
 * @param at when it was accepted
 * @param manifest the manifest's text as it came, for people
 * @param digest SHA-256 of the canonical spec and the working directory: equal digests are equal
 *     submissions
 * @param workdirDigest SHA-256 of the packed working directory; null for an empty one
 * @param interpreter path of the Python of the person who submitted; null when not told
 * @param idempotencyKey the caller's key; null without one
 */
public record Submission(
    Instant at,
    String manifest,
    String digest,
    @Nullable String workdirDigest,
    @Nullable String interpreter,
    @Nullable String idempotencyKey) {}
