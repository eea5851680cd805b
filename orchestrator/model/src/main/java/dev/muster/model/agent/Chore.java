package dev.muster.model.agent;

/**
 * Something to do with a checkpoint's folder, beside the ranks. It is repeated in every directive
 * until its {@link ChoreReport} has arrived, so doing it twice must change nothing.
 *
 * @param task what
 * @param step the checkpoint's step, for people
 * @param path the checkpoint's folder
 */
public record Chore(Task task, long step, String path) {

  /** What is to be done. */
  public enum Task {
    /** Tell what lies in the folder; all ranks have written. */
    INSPECT,
    /** Remove the folder. */
    PRUNE
  }
}
