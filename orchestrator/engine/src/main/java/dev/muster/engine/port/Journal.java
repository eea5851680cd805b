package dev.muster.engine.port;

import java.util.List;

/** The durable truth: rows of the current state and an append-only history. */
public interface Journal {

  /** Everything that is not over, as last committed. */
  Rows load();

  /**
   * Commits a batch whole or not at all, in order; when it returns, the batch is on disk.
   *
   * @throws JournalException if nothing of it was committed, or nobody can say
   */
  void commit(List<Commit> batch);
}
