package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * Where an attempt took up training.
 *
 * @param step the step of the checkpoint; null when only its folder is known
 * @param path its folder
 */
public record ResumptionView(@Nullable Long step, String path) {}
