package dev.muster.model.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent sees of one rank.
 *
 * @param rank global index
 * @param pid its process
 * @param exited whether it has ended
 * @param exitCode its exit code; null while it runs or when a signal ended it
 * @param signal the signal that ended it; null otherwise
 * @param stoppedByUs whether we had asked it to stop before it ended
 * @param exitedAtMillis agent's clock when the end was seen; orders failures on one node
 * @param lastLines its last lines when it ended badly, bounded; else empty
 */
public record RankReport(
    int rank,
    long pid,
    boolean exited,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    boolean stoppedByUs,
    long exitedAtMillis,
    List<String> lastLines) {
  public RankReport {
    lastLines = List.copyOf(lastLines);
  }

  /** Whether it has ended with exit code 0. */
  public boolean succeeded() {
    return exited && exitCode != null && exitCode == 0;
  }

  /** Whether it has ended badly without our asking. */
  public boolean failed() {
    return exited && !succeeded() && !stoppedByUs;
  }
}
