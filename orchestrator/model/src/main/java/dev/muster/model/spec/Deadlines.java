package dev.muster.model.spec;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a job may take. One that takes longer is stopped, and has failed.
 *
 * @param start time from its submission until its ranks first run; null for any
 * @param run time that its ranks run, all attempts together; null for any
 * @param finishBy when it must have ended; null for any time
 */
public record Deadlines(
    @Nullable Duration start, @Nullable Duration run, @Nullable Instant finishBy) {
  /** As long as it takes. */
  public static final Deadlines NONE = new Deadlines(null, null, null);
}
