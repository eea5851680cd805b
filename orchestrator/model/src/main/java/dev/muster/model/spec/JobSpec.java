package dev.muster.model.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training job as its owner wants it: valid, canonical, defaults filled in.
 *
 * @param project tenancy, {@code default} when not given
 * @param name DNS label
 * @param framework decides the environment that each rank gets
 * @param workdir folder that every worker gets a copy of, relative to the manifest; null for an
 *     empty one
 * @param python the Python environment; null when the job needs none
 * @param setup shell line, run once per node before the first attempt; null without one
 * @param command what each rank runs
 * @param env extra variables of every rank and of the setup, in the manifest's order
 * @param resources what the gang needs together or not at all
 * @param model what is trained; null when not told
 * @param training how it is trained; null when not told
 * @param parallelism how the ranks form a mesh
 * @param checkpoint where and how often training state is saved
 * @param recovery what happens after a failure
 */
public record JobSpec(
    String project,
    String name,
    Framework framework,
    @Nullable String workdir,
    @Nullable PythonSpec python,
    @Nullable String setup,
    Command command,
    Map<String, String> env,
    Resources resources,
    @Nullable ModelShape model,
    @Nullable Training training,
    Parallelism parallelism,
    CheckpointSpec checkpoint,
    RecoverySpec recovery) {
  public JobSpec {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
  }

  /** The number of processes of the gang. */
  public int worldSize() {
    return resources.nodes() * resources.ranksPerNode();
  }
}
