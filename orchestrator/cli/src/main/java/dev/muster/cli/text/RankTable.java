package dev.muster.cli.text;

import dev.muster.api.JobView;
import dev.muster.api.RankView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the ranks of a job are at, below a line about the job. */
public final class RankTable {
  private RankTable() {}

  /** The job, and its ranks one line each. */
  public static List<String> lines(JobView job, List<RankView> ranks, Instant now, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  %s"
            .formatted(
                style.bold(JobText.name(job)),
                style.state(job.state()),
                ProgressLine.text(job.progress(), now)));
    if (job.reason() != null) {
      lines.add("  " + Clip.visible(job.reason().summary()));
    }
    if (!ranks.isEmpty()) {
      table(ranks).forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private static List<String> table(List<RankView> ranks) {
    Table table = new Table("RANK", "NODE", "STATE", "PID", "STEP", "LOSS", "HEARTBEAT");
    for (RankView rank : ranks) {
      table.row(
          "" + rank.rank(),
          "" + rank.node(),
          state(rank),
          Objects.toString(rank.pid(), "-"),
          Objects.toString(rank.step(), "-"),
          Figures.loss(rank.loss()),
          heartbeat(rank.heartbeatAge()));
    }
    return table.lines();
  }

  /** The state, and how the process ended when it did not end well. */
  static String state(RankView rank) {
    if (rank.signal() != null) {
      return "%s (%s)".formatted(rank.state(), SignalText.name(rank.signal()));
    }
    return rank.exitCode() == null || rank.exitCode() == 0
        ? rank.state()
        : "%s (exit code %d)".formatted(rank.state(), rank.exitCode());
  }

  /** How long ago somebody was heard; a dash when nobody listens. */
  static String heartbeat(@Nullable Double age) {
    return age == null ? "-" : "%.1f s ago".formatted(age);
  }
}
