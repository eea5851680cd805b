package dev.muster.store;

import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.store.json.RowJson;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code workers}. */
final class WorkerRows {
  private static final String UPSERT =
      """
      INSERT INTO workers (claim_id, node, body) VALUES (:claim, :node, :body)
      ON CONFLICT (claim_id, node) DO UPDATE SET body = excluded.body
      """;

  private static final String OF_OPEN_CLAIMS =
      """
      SELECT workers.body FROM workers JOIN claims ON claims.id = workers.claim_id
      WHERE NOT claims.closed ORDER BY workers.claim_id, workers.node
      """;

  private static final String OF_JOB =
      """
      SELECT workers.body FROM workers JOIN claims ON claims.id = workers.claim_id
      WHERE claims.job_id = :job ORDER BY workers.claim_id, workers.node LIMIT :limit
      """;

  private final RowJson json;

  WorkerRows(RowJson json) {
    this.json = json;
  }

  void write(Handle handle, Collection<Worker> workers) {
    if (workers.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(UPSERT)) {
      workers.forEach(worker -> bind(batch, worker));
      batch.execute();
    }
  }

  /** All workers of claims that are not closed. */
  List<Worker> ofOpenClaims(Handle handle) {
    return handle
        .createQuery(OF_OPEN_CLAIMS)
        .map((row, context) -> worker(row.getString(1)))
        .list();
  }

  List<Worker> ofJob(Handle handle, JobId job, int limit) {
    return handle
        .createQuery(OF_JOB)
        .bind("job", job.value())
        .bind("limit", limit)
        .map((row, context) -> worker(row.getString(1)))
        .list();
  }

  private Worker worker(String body) {
    return json.read(body, Worker.class);
  }

  private void bind(PreparedBatch batch, Worker worker) {
    batch
        .bind("claim", worker.claim().value())
        .bind("node", worker.node())
        .bind("body", json.write(worker))
        .add();
  }
}
