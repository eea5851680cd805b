package dev.muster.model.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One rank of a node.
 *
 * @param rank global index
 * @param environment every variable that does not depend on the node's own paths. The agent adds
 *     MUSTER_PLAN, MUSTER_PROGRESS and MUSTER_CHECKPOINT_DIR (made absolute) and the allow-listed
 *     surroundings below them
 */
public record RankLaunch(int rank, Map<String, String> environment) {
  public RankLaunch {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
