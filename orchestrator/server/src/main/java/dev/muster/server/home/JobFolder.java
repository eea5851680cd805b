package dev.muster.server.home;

import java.nio.file.Path;

/**
 * The folder of one job.
 *
 * @param root the folder, absolute
 */
public record JobFolder(Path root) {
  /** What ranks and preparations wrote, by attempt. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** What a rank wrote in an attempt. */
  public Path log(int attempt, int rank) {
    return logs().resolve("" + attempt).resolve("" + rank);
  }

  /** What the preparation of a node wrote in an attempt. */
  public Path preparationLog(int attempt, int node) {
    return logs().resolve("" + attempt).resolve("node-" + node);
  }

  /** The progress lines of the ranks of an attempt. */
  public Path progress(int attempt) {
    return root.resolve("progress").resolve("" + attempt);
  }

  /** The progress lines of a rank in an attempt. */
  public Path progress(int attempt, int rank) {
    return progress(attempt).resolve("" + rank);
  }

  /**
   * The folder that a manifest's checkpoint path means; a relative one lies in the job's folder.
   */
  public Path checkpoints(String path) {
    return root.resolve(path).normalize();
  }

  /** The values of its secrets, as long as it has not ended. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Below it the nodes unpack the working directory. */
  public Path workdir() {
    return root.resolve("workdir");
  }
}
