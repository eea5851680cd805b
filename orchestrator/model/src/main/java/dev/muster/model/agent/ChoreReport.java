package dev.muster.model.agent;

import dev.muster.model.run.CheckpointContent;
import org.jspecify.annotations.Nullable;

/**
 * What came of a chore.
 *
 * @param claim the claim whose node did it
 * @param node node rank
 * @param epoch the epoch of the directive that asked for it
 * @param task what was asked
 * @param path the folder it was about
 * @param content what lies there; null unless it was inspected and could be read
 * @param problem one sentence: why it could not be done ("no such folder"); null when it was done
 */
public record ChoreReport(
    String claim,
    int node,
    long epoch,
    Chore.Task task,
    String path,
    @Nullable CheckpointContent content,
    @Nullable String problem) {}
