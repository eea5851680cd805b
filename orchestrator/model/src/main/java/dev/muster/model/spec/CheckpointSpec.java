package dev.muster.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how often training state is saved.
 *
 * @param path folder; a relative one lies in the job's own folder
 * @param everySteps steps between checkpoints; null leaves it to the script
 * @param grace time a rank gets between SIGTERM and SIGKILL when it is stopped in good order, and
 *     the same before that for a checkpoint that it was asked for
 * @param resumeFrom folder of a complete checkpoint to start from, or {@link #LATEST}; null to
 *     start fresh
 * @param keep how many verified checkpoints are kept; older ones are removed. At least 1
 * @param signal what asks a rank for a checkpoint, such as SIGUSR1
 */
public record CheckpointSpec(
    String path,
    @Nullable Integer everySteps,
    Duration grace,
    @Nullable String resumeFrom,
    int keep,
    String signal) {
  /** Stands for the newest checkpoint of the newest job of this name. */
  public static final String LATEST = "latest";

  /** How many are kept when nobody says. */
  public static final int KEEP = 3;

  /** What asks for a checkpoint when nobody says. */
  public static final String SIGNAL = "SIGUSR1";
}
