package dev.muster.client;

import org.jspecify.annotations.Nullable;

/**
 * Which log to read.
 *
 * @param attempt number of the attempt; null for the newest
 * @param source a rank's output or a node's preparation
 * @param since byte offset to start from
 * @param follow whether to wait for more until the attempt has ended
 */
public record LogQuery(@Nullable Integer attempt, Source source, long since, boolean follow) {
  /** Whose log. */
  public sealed interface Source {
    /** What a rank wrote. */
    record Rank(int rank) implements Source {}

    /** What the preparation of a node wrote: its environment and its setup. */
    record Node(int node) implements Source {}
  }

  /** The whole log of a rank of the newest attempt. */
  public static LogQuery ofRank(int rank) {
    return new LogQuery(null, new Source.Rank(rank), 0, false);
  }

  /** The whole log of a node's preparation for the newest attempt. */
  public static LogQuery ofNode(int node) {
    return new LogQuery(null, new Source.Node(node), 0, false);
  }

  /** This log, as it grows. */
  public LogQuery following() {
    return new LogQuery(attempt, source, since, true);
  }

  /** This log of one attempt. */
  public LogQuery ofAttempt(int number) {
    return new LogQuery(number, source, since, follow);
  }

  /** This log from a byte offset on. */
  public LogQuery from(long offset) {
    return new LogQuery(attempt, source, offset, follow);
  }
}
