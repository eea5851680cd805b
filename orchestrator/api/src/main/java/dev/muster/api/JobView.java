package dev.muster.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, as people and scripts see it.
 *
 * @param project tenancy
 * @param name unique among the unfinished jobs of the project
 * @param id identity of this submission, never used again
 * @param state {@code queued, admitted, provisioning, starting, running, draining, suspended,
 *     succeeded, failed} or {@code cancelled}
 * @param reason why it waits or failed; null when there is nothing to explain
 * @param activity one line about what its nodes do now; null when there is nothing to tell
 * @param attempts every attempt so far, oldest first
 * @param progress how far training has come
 * @param submittedAt when it was accepted
 * @param startedAt when its ranks first ran; null before
 * @param finishedAt when it ended; null before
 * @param restarts attempts beyond the first
 * @param nodes number of nodes
 * @param worldSize number of ranks
 * @param mesh sizes of the axes of the mesh
 * @param labels words to find it by
 * @param priority 0 to 1000; of the jobs that wait, a higher one goes first
 * @param needs names of the jobs of its project that must have succeeded before
 * @param deadlines how long it may take
 * @param secrets its variables whose values are nowhere shown
 * @param files where its files lie on the server's machine
 * @param revision grows with every change of its state; what {@code If-Match} compares
 */
public record JobView(
    String project,
    String name,
    String id,
    String state,
    @Nullable ExplanationView reason,
    @Nullable String activity,
    List<AttemptView> attempts,
    ProgressView progress,
    Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int restarts,
    int nodes,
    int worldSize,
    MeshView mesh,
    Map<String, String> labels,
    int priority,
    List<String> needs,
    DeadlinesView deadlines,
    List<SecretView> secrets,
    FilesView files,
    long revision) {
  /** Whether it has ended. */
  public boolean finished() {
    return switch (state) {
      case "succeeded", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  /** Whether it holds no capacity until somebody lets it go on. */
  public boolean suspended() {
    return state.equals("suspended");
  }
}
