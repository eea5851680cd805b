package dev.muster.server.prune;

import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.spec.PythonSpec;
import dev.muster.spi.ClaimState;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What jobs that are not over need, as committed.
 *
 * @param rows what is not over
 */
record Needs(Rows rows) {

  boolean artifact(String digest) {
    return rows.jobs().stream().anyMatch(job -> digest.equals(job.submission().workdirDigest()));
  }

  /** Whether a node's folder belongs to a claim that is not closed. */
  boolean node(String folder) {
    return rows.claims().stream()
        .anyMatch(claim -> folder.equals(claim.id().value()) || isNodeOf(claim, folder));
  }

  private static boolean isNodeOf(Claim claim, String folder) {
    return folder.startsWith(claim.id().value() + "-")
        && folder.substring(claim.id().value().length() + 1).matches("\\d+");
  }

  /** Only an agent knows which environment a job has: while one may need one, all are kept. */
  boolean environments() {
    return rows.jobs().stream().map(job -> job.spec().python()).anyMatch(Needs::needsEnvironment);
  }

  private static boolean needsEnvironment(@Nullable PythonSpec python) {
    return python != null && python.requirements() != null;
  }

  /** Whether nodes are just being started, from which programs nobody can say yet. */
  boolean programs() {
    return rows.claims().stream()
        .anyMatch(claim -> !(claim.observed() instanceof ClaimState.Granted));
  }

  boolean job(JobId id) {
    return rows.jobs().stream().map(Job::id).anyMatch(id::equals);
  }

  /** Whether something lies in a folder that a job takes up from, or may. */
  boolean within(Path folder) {
    return paths().stream().anyMatch(path -> path.startsWith(folder));
  }

  private Set<Path> paths() {
    Stream<String> checkpoints = rows.checkpoints().stream().map(Checkpoint::path);
    Stream<String> wanted = rows.jobs().stream().map(job -> job.spec().checkpoint().resumeFrom());
    Stream<String> configured = rows.jobs().stream().map(job -> job.spec().checkpoint().path());
    return Stream.of(checkpoints, wanted, configured)
        .flatMap(paths -> paths)
        .filter(Objects::nonNull)
        .map(Path::of)
        .collect(Collectors.toSet());
  }
}
