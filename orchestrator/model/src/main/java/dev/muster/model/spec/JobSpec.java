package dev.muster.model.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training job as its owner wants it: valid, canonical, defaults filled in.
 *
 * @param project tenancy, {@code default} when not given
 * @param name DNS label
 * @param labels words to find the job by, in the manifest's order
 * @param framework decides the environment that each rank gets
 * @param workdir folder that every worker gets a copy of, relative to the manifest; null for an
 *     empty one
 * @param python the Python environment; null when the job needs none
 * @param setup shell line, run once per node before the first attempt; null without one
 * @param command what each rank runs, or each node where the launcher says so
 * @param launcher who starts the ranks
 * @param env extra variables of every rank and of the setup, in the manifest's order
 * @param secrets variables of the same processes whose values are nowhere shown
 * @param resources what the gang needs together or not at all
 * @param model what is trained; null when not told
 * @param training how it is trained; null when not told
 * @param parallelism how the ranks form a mesh
 * @param checkpoint where and how often training state is saved
 * @param recovery what happens after a failure
 * @param timing before whom it runs, after whom, and until when
 */
public record JobSpec(
    String project,
    String name,
    Map<String, String> labels,
    Framework framework,
    @Nullable String workdir,
    @Nullable PythonSpec python,
    @Nullable String setup,
    Command command,
    Launcher launcher,
    Map<String, String> env,
    List<Secret> secrets,
    Resources resources,
    @Nullable ModelShape model,
    @Nullable Training training,
    Parallelism parallelism,
    CheckpointSpec checkpoint,
    RecoverySpec recovery,
    Timing timing) {
  public JobSpec {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    secrets = List.copyOf(secrets);
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
  }

  /** The number of ranks of the gang. */
  public int worldSize() {
    return resources.nodes() * resources.ranksPerNode();
  }

  /** How many ranks are behind one process that Muster starts. */
  public int ranksPerProcess() {
    return switch (launcher) {
      case RANK -> 1;
      case NODE -> resources.ranksPerNode();
    };
  }

  /** The number of processes that Muster starts. */
  public int processes() {
    return worldSize() / ranksPerProcess();
  }

  /** The rank by which the process is known that this rank is behind: the first one behind it. */
  public int processOf(int rank) {
    return rank - rank % ranksPerProcess();
  }
}
