package dev.muster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far training has come, as its ranks tell; null is what is not known.
 *
 * @param step newest step
 * @param totalSteps steps in all
 * @param loss loss of the lowest rank that reports one
 * @param tokensPerSecond recent speed of the whole job
 * @param eta expected end of the training
 */
public record ProgressView(
    @Nullable Long step,
    @Nullable Long totalSteps,
    @Nullable Double loss,
    @Nullable Double tokensPerSecond,
    @Nullable Instant eta) {}
