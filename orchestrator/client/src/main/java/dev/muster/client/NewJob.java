package dev.muster.client;

import org.jspecify.annotations.Nullable;

/**
 * A job to be submitted.
 *
 * @param manifest the manifest, YAML or JSON, in UTF-8
 * @param workdirDigest SHA-256 of the packed working directory, uploaded before; null for none
 * @param python path of the Python of the person who submits; null when not told
 * @param idempotencyKey the same for every try of one submission, never used for another
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record NewJob(
    byte[] manifest,
    @Nullable String workdirDigest,
    @Nullable String python,
    String idempotencyKey) {}
