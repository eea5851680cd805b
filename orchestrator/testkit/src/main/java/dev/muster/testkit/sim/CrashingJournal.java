package dev.muster.testkit.sim;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.tck.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real journal whose disk now and then refuses, once or for minutes, and whose server now and
 * then dies around it. Whoever watches is told of everything that came to be on disk.
 */
final class CrashingJournal implements Journal {

  /** The server's process is gone. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Journal real;
  private final VirtualClock clock;
  private final Chance chance;
  private final double trouble;
  private final Consumer<Commit> watcher;
  private Instant fullUntil = Instant.MIN;
  private @Nullable Rows loaded;

  CrashingJournal(
      Journal real, VirtualClock clock, Chance chance, double trouble, Consumer<Commit> watcher) {
    this.real = real;
    this.clock = clock;
    this.chance = chance;
    this.trouble = trouble;
    this.watcher = watcher;
  }

  /** From now on nothing can be written for a while. */
  void fill(Duration length) {
    fullUntil = clock.instant().plus(length);
  }

  @Override
  public Rows load() {
    if (chance.of(trouble)) {
      throw new JournalException("the disk cannot be read", new IOException("Input/output error"));
    }
    Rows rows = loaded == null ? real.load() : loaded;
    loaded = rows;
    return rows;
  }

  @Override
  public void commit(List<Commit> batch) {
    if (chance.of(trouble) || clock.instant().isBefore(fullUntil)) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    if (chance.of(trouble)) {
      throw new Crash();
    }
    loaded = null;
    real.commit(batch);
    batch.forEach(watcher);
    if (chance.of(trouble)) {
      throw new Crash();
    }
  }
}
