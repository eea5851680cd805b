package dev.muster.agent.ranks;

import dev.muster.agent.prepare.Prepared;
import dev.muster.agent.process.Surroundings;
import dev.muster.model.agent.RankLaunch;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the ranks of an epoch find things on this node.
 *
 * @param surroundings what they may see of the agent's environment
 * @param prepared the job's folder, working directory and Python
 * @param plan the plan file
 * @param progress folder of the progress files
 */
record RankSurroundings(Surroundings surroundings, Prepared prepared, Path plan, Path progress) {
  private static final String CHECKPOINTS = "MUSTER_CHECKPOINT_DIR";

  /** Surroundings, then what the server says, then what only this node knows. */
  Map<String, String> environment(RankLaunch rank) {
    Map<String, String> environment = surroundings.forJob();
    environment.putAll(rank.environment());
    prepared.python().enter(environment);
    String checkpoints = environment.getOrDefault(CHECKPOINTS, "checkpoints");
    environment.put(CHECKPOINTS, prepared.jobDirectory().resolve(checkpoints).toString());
    environment.put("MUSTER_PLAN", plan.toString());
    environment.put("MUSTER_PROGRESS", progressFile(rank.rank()).toString());
    return environment;
  }

  Path progressFile(int rank) {
    return progress.resolve(rank + ".jsonl");
  }
}
