package dev.muster.store;

import dev.muster.engine.world.Claim;
import dev.muster.model.JobId;
import dev.muster.store.json.RowJson;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code claims}. */
final class ClaimRows {
  private static final String UPSERT =
      """
      INSERT INTO claims (id, job_id, closed, body) VALUES (:id, :job, :closed, :body)
      ON CONFLICT (id) DO UPDATE SET closed = excluded.closed, body = excluded.body
      """;

  private static final String OPEN = "SELECT body FROM claims WHERE NOT closed ORDER BY id";

  private static final String OF_JOB =
      "SELECT body FROM claims WHERE job_id = :job ORDER BY id LIMIT :limit";

  private final RowJson json;

  ClaimRows(RowJson json) {
    this.json = json;
  }

  void write(Handle handle, Collection<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(UPSERT)) {
      claims.forEach(claim -> bind(batch, claim));
      batch.execute();
    }
  }

  /** Every claim that is not closed. */
  List<Claim> open(Handle handle) {
    return handle.createQuery(OPEN).map((row, context) -> claim(row.getString(1))).list();
  }

  List<Claim> ofJob(Handle handle, JobId job, int limit) {
    return handle
        .createQuery(OF_JOB)
        .bind("job", job.value())
        .bind("limit", limit)
        .map((row, context) -> claim(row.getString(1)))
        .list();
  }

  private Claim claim(String body) {
    return json.read(body, Claim.class);
  }

  private void bind(PreparedBatch batch, Claim claim) {
    batch
        .bind("id", claim.id().value())
        .bind("job", claim.job().value())
        .bind("closed", claim.closed())
        .bind("body", json.write(claim))
        .add();
  }
}
