package dev.muster.model.run;

import org.jspecify.annotations.Nullable;

/**
 * Where an attempt took up training.
 *
 * @param step the step of the checkpoint; null where nobody knows it
 * @param path its folder
 */
public record Resumption(@Nullable Long step, String path) {}
