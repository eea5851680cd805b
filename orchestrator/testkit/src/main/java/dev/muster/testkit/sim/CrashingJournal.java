package dev.muster.testkit.sim;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import java.io.IOException;
import java.util.List;

/** A real journal whose disk now and then refuses, and whose server now and then dies around it. */
final class CrashingJournal implements Journal {

  /** The server's process is gone. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Journal real;
  private final Chance chance;
  private final double trouble;

  CrashingJournal(Journal real, Chance chance, double trouble) {
    this.real = real;
    this.chance = chance;
    this.trouble = trouble;
  }

  @Override
  public Rows load() {
    if (chance.of(trouble)) {
      throw new JournalException("the disk cannot be read", new IOException("Input/output error"));
    }
    return real.load();
  }

  @Override
  public void commit(List<Commit> batch) {
    if (chance.of(trouble)) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    if (chance.of(trouble)) {
      throw new Crash();
    }
    real.commit(batch);
    if (chance.of(trouble)) {
      throw new Crash();
    }
  }
}
