package dev.muster.agent.chores;

import dev.muster.agent.link.Backoff;
import dev.muster.agent.link.LinkException;
import dev.muster.agent.log.Log;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.run.CheckpointContent;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does the chores of the newest directive, one after the other, and tells the server until it has
 * heard. A chore that stays in the directive is done once; if it still stands there after a while,
 * the server has forgotten what it heard, and it is done again.
 */
public final class Chores implements Runnable {
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private final Reports reports;
  private final Who who;
  private final Inspection inspection = new Inspection(new Digests(InstantSource.system()));
  private final Backoff backoff = new Backoff();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Wanted, Long> toldAtNanos = new HashMap<>();
  private List<Wanted> wanted = List.of();

  /** Takes reports to the server. */
  @FunctionalInterface
  public interface Reports {
    /** Tries once. */
    void send(ChoreReport report) throws LinkException, InterruptedException;
  }

  /**
   * Whose chores they are.
   *
   * @param claim the claim
   * @param node node rank
   */
  public record Who(String claim, int node) {}

  private record Wanted(long epoch, Chore chore, @Nullable Path within) {}

  public Chores(Reports reports, Who who) {
    this.reports = reports;
    this.who = who;
  }

  /**
   * Takes these for all that are wanted now.
   *
   * @param jobDirectory the job's folder; null as long as it is not known. What does not say where
   *     it must lie waits for it
   */
  public void want(long epoch, List<Chore> chores, @Nullable Path jobDirectory) {
    List<Wanted> all =
        chores.stream()
            .map(chore -> new Wanted(epoch, chore, within(chore, jobDirectory)))
            .filter(it -> it.within() != null || it.chore().task() != Chore.Task.PRUNE)
            .toList();
    lock.lock();
    try {
      if (!all.equals(wanted)) {
        wanted = all;
        toldAtNanos.keySet().retainAll(all);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Path within(Chore chore, @Nullable Path jobDirectory) {
    return chore.within() == null ? jobDirectory : Path.of(chore.within());
  }

  @Override
  public void run() {
    try {
      while (true) {
        Wanted next = awaitNext();
        tell(next, outcome(next));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Wanted awaitNext() throws InterruptedException {
    lock.lock();
    try {
      Optional<Wanted> next = next();
      while (next.isEmpty()) {
        long _ = changed.awaitNanos(FORGOTTEN.toNanos());
        next = next();
      }
      return next.get();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Wanted> next() {
    long now = System.nanoTime();
    return wanted.stream()
        .filter(it -> {
          Long told = toldAtNanos.get(it);
          return told == null || now - told >= FORGOTTEN.toNanos();
        })
        .findFirst();
  }

  private ChoreReport outcome(Wanted it) {
    try {
      CheckpointContent content = done(it);
      Log.info("chore=%s path=%s".formatted(it.chore().task(), it.chore().path()));
      return report(it, content, null);
    } catch (IOException | RuntimeException e) {
      String problem = words(e);
      Log.warn("chore=%s problem=%s".formatted(it.chore().task(), problem));
      return report(it, null, problem);
    }
  }

  /** Of a file system's complaint the reason counts, else its kind: the message is just a path. */
  private static String words(Exception e) {
    if (e instanceof FileSystemException complaint && complaint.getReason() != null) {
      return complaint.getReason();
    }
    return e.getClass() == IOException.class
        ? String.valueOf(e.getMessage())
        : "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
  }

  private @Nullable CheckpointContent done(Wanted it) throws IOException {
    Path path = Path.of(it.chore().path());
    return switch (it.chore().task()) {
      case INSPECT -> inspection.of(path);
      case PRUNE -> {
        if (it.within() != null) {
          Pruning.prune(it.within(), path);
        }
        yield null;
      }
    };
  }

  private ChoreReport report(
      Wanted it, @Nullable CheckpointContent content, @Nullable String problem) {
    return new ChoreReport(
        who.claim(),
        who.node(),
        it.epoch(),
        it.chore().task(),
        it.chore().path(),
        content,
        problem);
  }

  private void tell(Wanted it, ChoreReport report) throws InterruptedException {
    while (stillWanted(it)) {
      try {
        reports.send(report);
        told(it);
        break;
      } catch (LinkException e) {
        if (e.refused()) {
          Log.warn("chore report refused: %s".formatted(e.getMessage()));
          told(it);
          break;
        }
        backoff.pause();
      }
    }
    backoff.reset();
  }

  private boolean stillWanted(Wanted it) {
    lock.lock();
    try {
      return wanted.contains(it);
    } finally {
      lock.unlock();
    }
  }

  private void told(Wanted it) {
    lock.lock();
    try {
      if (wanted.contains(it)) {
        toldAtNanos.put(it, System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }
}
