package dev.muster.server.meter;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.Rows;
import java.util.List;

/** A journal whose commits are counted and timed. */
public final class CountedJournal implements Journal {
  private final Journal journal;
  private final Counts counts;

  public CountedJournal(Journal journal, Counts counts) {
    this.journal = journal;
    this.counts = counts;
  }

  @Override
  public Rows load() {
    return journal.load();
  }

  @Override
  public void commit(List<Commit> batch) {
    long begun = System.nanoTime();
    journal.commit(batch);
    counts.committed(System.nanoTime() - begun);
  }
}
