package dev.muster.server.prune;

import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.run.JobState;
import dev.muster.server.home.DataDirectory;
import dev.muster.store.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what nobody needs any more.
 *
 * @param home the data directory
 * @param needs what jobs that are not over need
 * @param processes what lives on this machine
 * @param history all jobs there ever were
 * @param arrivedBefore what came later is left alone: its job may be on its way
 */
record Search(
    DataDirectory home,
    Needs needs,
    LivingProcesses processes,
    History history,
    Instant arrivedBefore) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]+");
  private static final Pattern JOB = Pattern.compile("[a-z0-9]{6,32}");

  /** All of it; {@code finishedBefore} adds folders of jobs that ended before then. */
  List<Removable> all(@Nullable Instant finishedBefore) throws IOException {
    List<Removable> found = new ArrayList<>();
    add(found, "artifact", home.artifacts(), this::isForgottenArtifact);
    add(found, "leftover", home.artifacts(), this::isLeftover);
    add(found, "leftover", home.runtimes(), this::isLeftover);
    add(found, "node", home.nodes(), this::isForgottenNode);
    add(found, "leftover", home.jobs(), this::isOfNobody);
    if (!needs.environments()) {
      add(found, "environment", home.environments(), this::isUnusedFolder);
    }
    if (!needs.programs()) {
      add(found, "runtime", home.runtimes(), this::isUnusedFolder);
    }
    if (finishedBefore != null) {
      add(found, "job", home.jobs(), folder -> isOver(folder, finishedBefore));
    }
    return found;
  }

  private static void add(
      List<Removable> found, String kind, Path folder, Predicate<Path> removable)
      throws IOException {
    Trees.content(folder).stream()
        .filter(removable)
        .forEach(path -> found.add(new Removable(kind, path)));
  }

  private boolean isForgottenArtifact(Path file) {
    String name = file.getFileName().toString();
    return DIGEST.matcher(name).matches() && !needs.artifact(name) && isOld(file);
  }

  /** A copy that was never completed. */
  private boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return (name.startsWith("incoming-") || name.startsWith(".copying-")) && isOld(file);
  }

  private boolean isForgottenNode(Path folder) {
    String name = folder.getFileName().toString();
    return isFolder(folder) && !needs.node(name) && isOld(folder) && !processes.use(folder);
  }

  private boolean isUnusedFolder(Path folder) {
    return HASH.matcher(folder.getFileName().toString()).matches()
        && isFolder(folder)
        && !processes.use(folder);
  }

  /** What is left of a job that was deleted, or was never taken. */
  private boolean isOfNobody(Path folder) {
    String name = folder.getFileName().toString();
    return JOB.matcher(name).matches()
        && isFolder(folder)
        && isOld(folder)
        && !needs.job(new JobId(name))
        && history.job(new JobId(name)).isEmpty()
        && !processes.use(folder);
  }

  private boolean isOver(Path folder, Instant finishedBefore) {
    String name = folder.getFileName().toString();
    return JOB.matcher(name).matches()
        && isFolder(folder)
        && endedBefore(new JobId(name), finishedBefore)
        && !needs.within(folder)
        && !processes.use(folder);
  }

  private boolean endedBefore(JobId id, Instant moment) {
    Optional<Job> job = needs.job(id) ? Optional.empty() : history.job(id);
    return job.map(Job::state)
        .filter(state -> state instanceof JobState.Finished f && f.since().isBefore(moment))
        .isPresent();
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isOld(Path path) {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
          .toInstant()
          .isBefore(arrivedBefore);
    } catch (IOException e) {
      return false;
    }
  }
}
