package dev.muster.server.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What comes along with a manifest.
 *
 * @param idempotencyKey the same for every try of one submission; null without one
 * @param workdir SHA-256 of an uploaded working directory; null without one
 * @param python path of the submitter's Python; null when not told
 */
record Envelope(
    @Nullable String idempotencyKey, @Nullable String workdir, @Nullable String python) {}
