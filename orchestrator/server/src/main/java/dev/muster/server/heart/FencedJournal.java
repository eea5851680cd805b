package dev.muster.server.heart;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.store.DeposedException;
import java.util.List;

/**
 * A journal that tells when another server has taken it over: then this one must end.
 *
 * @param journal where everything is written
 * @param whenDeposed told once for every commit that fails for that
 */
record FencedJournal(Journal journal, Runnable whenDeposed) implements Journal {
  @Override
  public Rows load() {
    return journal.load();
  }

  @Override
  public void commit(List<Commit> batch) {
    try {
      journal.commit(batch);
    } catch (JournalException e) {
      if (e.getCause() instanceof DeposedException) {
        whenDeposed.run();
      }
      throw e;
    }
  }
}
