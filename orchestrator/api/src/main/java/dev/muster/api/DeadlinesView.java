package dev.muster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a job may take; null for as long as it takes.
 *
 * @param startSeconds from its submission until its ranks first run
 * @param runSeconds that its ranks run, all attempts together
 * @param finishBy when it must have ended
 */
public record DeadlinesView(
    @Nullable Long startSeconds, @Nullable Long runSeconds, @Nullable Instant finishBy) {}
