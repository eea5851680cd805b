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
 * @param exitedAtMillis agent's clock when the end was seen, milliseconds since 1970; the server
 *     translates it to its own clock
 * @param lastLines its last lines when it ended badly, bounded; else empty
 * @param outOfMemory whether the system ended it for want of memory
 * @param match the first line of it that a rule of the manifest asks for; null without one
 */
public record RankReport(
    int rank,
    long pid,
    boolean exited,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    boolean stoppedByUs,
    long exitedAtMillis,
    List<String> lastLines,
    boolean outOfMemory,
    @Nullable LogMatch match) {
  public RankReport {
    lastLines = List.copyOf(lastLines);
  }

  /** A rank that was not short of memory, and printed nothing that a rule asks for. */
  public RankReport(
      int rank,
      long pid,
      boolean exited,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      boolean stoppedByUs,
      long exitedAtMillis,
      List<String> lastLines) {
    this(rank, pid, exited, exitCode, signal, stoppedByUs, exitedAtMillis, lastLines, false, null);
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
