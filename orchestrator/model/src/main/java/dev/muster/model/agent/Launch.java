package dev.muster.model.agent;

import java.util.List;

/**
 * What a node runs.
 *
 * @param command program and arguments of every rank
 * @param plan the plan file's content (JSON), written where MUSTER_PLAN points
 * @param ranks the ranks of this node
 */
public record Launch(List<String> command, String plan, List<RankLaunch> ranks) {
  public Launch {
    command = List.copyOf(command);
    ranks = List.copyOf(ranks);
  }
}
