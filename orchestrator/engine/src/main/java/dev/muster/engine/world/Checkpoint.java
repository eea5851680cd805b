package dev.muster.engine.world;

import dev.muster.model.JobId;
import java.time.Instant;

/**
 * A checkpoint that a job announced after all ranks had written.
 *
 * @param job whose
 * @param attempt number of the attempt that wrote it
 * @param step training step
 * @param path folder
 * @param at when it was announced to the server
 */
public record Checkpoint(JobId job, int attempt, long step, String path, Instant at) {}
