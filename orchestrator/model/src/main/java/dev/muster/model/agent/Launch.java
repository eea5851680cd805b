package dev.muster.model.agent;

import java.util.List;

/**
 * What a node runs.
 *
 * @param command program and arguments of every rank
 * @param plan the plan file's content (JSON), written where MUSTER_PLAN points
 * @param ranks the ranks of this node
 * @param logPatterns lines to look for in what the ranks print
 */
public record Launch(
    List<String> command, String plan, List<RankLaunch> ranks, List<LogPattern> logPatterns) {
  public Launch {
    command = List.copyOf(command);
    ranks = List.copyOf(ranks);
    logPatterns = List.copyOf(logPatterns);
  }

  /** A launch that looks for no line. */
  public Launch(List<String> command, String plan, List<RankLaunch> ranks) {
    this(command, plan, ranks, List.of());
  }
}
