package dev.muster.model.agent;

import dev.muster.model.spec.PythonSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node needs before ranks can start.
 *
 * @param jobId the job
 * @param attempt number of the attempt, from 1
 * @param jobDirectory the job's folder where node and server share a file system; null where the
 *     agent keeps one below its own home
 * @param workdirDigest SHA-256 of the packed working directory, to be fetched from the server; null
 *     for an empty one
 * @param python the Python environment; null without one. {@code interpreter} is resolved
 * @param setup shell line to run once per node; null without one
 * @param environment variables of the setup
 * @param ports ports that ranks will listen on; somebody else who has one is a fault
 */
public record Preparation(
    String jobId,
    int attempt,
    @Nullable String jobDirectory,
    @Nullable String workdirDigest,
    @Nullable PythonSpec python,
    @Nullable String setup,
    Map<String, String> environment,
    List<Integer> ports) {
  public Preparation {
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
  }

  /** A preparation for ranks that need no certain ports. */
  public Preparation(
      String jobId,
      int attempt,
      @Nullable String jobDirectory,
      @Nullable String workdirDigest,
      @Nullable PythonSpec python,
      @Nullable String setup,
      Map<String, String> environment) {
    this(jobId, attempt, jobDirectory, workdirDigest, python, setup, environment, List.of());
  }
}
