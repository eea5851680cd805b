package dev.muster.cli.text;

import dev.muster.api.CauseView;

/** A failure in one line. */
public final class CauseText {
  private CauseText() {}

  /** {@code rank.exited on rank 2, node 1: exit code 1}. */
  public static String line(CauseView cause) {
    String rank = cause.rank() == null ? "" : "rank " + cause.rank();
    String node = cause.node() == null ? "" : "node " + cause.node();
    String comma = rank.isEmpty() || node.isEmpty() ? "" : ", ";
    String where = rank + comma + node;
    return "%s%s: %s"
        .formatted(
            cause.code(), where.isEmpty() ? "" : " on " + where, Clip.visible(cause.detail()));
  }
}
