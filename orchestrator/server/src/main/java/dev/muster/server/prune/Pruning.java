package dev.muster.server.prune;

import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import dev.muster.server.heart.Heart;
import dev.muster.server.home.DataDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody needs any more. Nothing outside the data directory is touched, no link is
 * followed, and what cannot be removed is passed over.
 */
@Singleton
final class Pruning {
  /** What arrived later may belong to a job whose submission is on its way. */
  private static final Duration ARRIVAL = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Pruning.class);

  private final Heart heart;
  private final DataDirectory home;
  private final InstantSource clock;

  Pruning(Heart heart, DataDirectory home, InstantSource clock) {
    this.heart = heart;
    this.home = home;
    this.clock = clock;
  }

  /**
   * Prunes, one caller at a time.
   *
   * @param finishedFor folders of jobs that ended that long ago go too; null for none
   * @param dryRun only says what would go
   */
  synchronized PruneView prune(@Nullable Duration finishedFor, boolean dryRun) throws IOException {
    List<PrunedView> items = new ArrayList<>();
    for (Removable removable : found(finishedFor)) {
      pruned(removable, dryRun).ifPresent(items::add);
    }
    return new PruneView(items, items.stream().mapToLong(PrunedView::bytes).sum(), dryRun);
  }

  private List<Removable> found(@Nullable Duration finishedFor) throws IOException {
    Instant now = clock.instant();
    Search search =
        new Search(
            home,
            new Needs(heart.store().load()),
            LivingProcesses.now(),
            heart.store().history(),
            now.minus(ARRIVAL));
    return search.all(finishedFor == null ? null : now.minus(finishedFor));
  }

  private Optional<PrunedView> pruned(Removable removable, boolean dryRun) {
    Path path = removable.path();
    try {
      long bytes = Trees.bytes(path);
      if (!dryRun && !removed(path)) {
        return Optional.empty();
      }
      return Optional.of(removable.view(bytes));
    } catch (IOException e) {
      log.warn("prune={} kind={} cause={}", path, removable.kind(), e.toString());
      return Optional.empty();
    }
  }

  /** Removes it, unless somebody holds the lock beside it: then it is just being built. */
  private static boolean removed(Path path) throws IOException {
    Path lock = path.resolveSibling(path.getFileName() + ".lock");
    if (!Files.exists(lock)) {
      Trees.remove(path);
      return true;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (tryLock(channel) == null) {
        return false;
      }
      Trees.remove(path);
      return true;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
