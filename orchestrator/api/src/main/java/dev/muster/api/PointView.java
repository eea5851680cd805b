package dev.muster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One value as it was reported, unrounded; null when it was not a finite number. */
public record PointView(long step, Instant time, @Nullable Double value) {}
