package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a job, oldest first. */
public record CheckpointList(List<CheckpointView> items, @Nullable String next) {}
