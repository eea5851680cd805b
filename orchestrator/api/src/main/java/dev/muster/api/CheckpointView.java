package dev.muster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that a job announced.
 *
 * @param step training step
 * @param attempt number of the attempt that wrote it
 * @param path folder
 * @param at when it was announced
 * @param state {@code announced, verified, broken, pruning} or {@code pruned}
 * @param files number of its files; null until it was verified
 * @param bytes their sizes added up; null until it was verified
 * @param digest SHA-256 of the listing of its files; null until it was verified
 */
public record CheckpointView(
    long step,
    int attempt,
    String path,
    Instant at,
    String state,
    @Nullable Integer files,
    @Nullable Long bytes,
    @Nullable String digest) {}
