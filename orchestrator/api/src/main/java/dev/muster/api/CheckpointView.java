package dev.muster.api;

import java.time.Instant;

/**
 * A checkpoint that a job announced.
 *
 * @param step training step
 * @param attempt number of the attempt that wrote it
 * @param path folder
 * @param at when it was announced
 */
public record CheckpointView(long step, int attempt, String path, Instant at) {}
