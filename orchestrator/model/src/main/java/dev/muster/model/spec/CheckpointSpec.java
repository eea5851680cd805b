package dev.muster.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how often training state is saved.
 *
 * @param path folder; a relative one lies in the job's own folder
 * @param everySteps steps between checkpoints; null leaves it to the script
 * @param grace time a rank gets between SIGTERM and SIGKILL when it is stopped in good order
 * @param resumeFrom folder of a complete checkpoint to start from; null to start fresh
 */
public record CheckpointSpec(
    String path, @Nullable Integer everySteps, Duration grace, @Nullable String resumeFrom) {}
