package dev.muster.model.agent;

import org.jspecify.annotations.Nullable;

/**
 * Something to do with a checkpoint's folder, beside the ranks. It is repeated in every directive
 * until its {@link ChoreReport} has arrived, so doing it twice must change nothing.
 *
 * @param task what
 * @param step the checkpoint's step, for people
 * @param path the checkpoint's folder
 * @param within with PRUNE: the folder of the job's checkpoints, below which the other must lie;
 *     null where only the node knows the job's folder
 */
public record Chore(Task task, long step, String path, @Nullable String within) {

  /** A look into a folder. */
  public static Chore inspect(long step, String path) {
    return new Chore(Task.INSPECT, step, path, null);
  }

  /** What is to be done. */
  public enum Task {
    /** Tell what lies in the folder; all ranks have written. */
    INSPECT,
    /** Remove the folder. */
    PRUNE
  }
}
