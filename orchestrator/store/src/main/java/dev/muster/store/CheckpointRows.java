package dev.muster.store;

import dev.muster.engine.world.Checkpoint;
import dev.muster.model.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code checkpoints}. */
final class CheckpointRows {
  private static final String UPSERT =
      """
      INSERT INTO checkpoints (job_id, attempt, step, path, announced_at)
      VALUES (:job, :attempt, :step, :path, :at)
      ON CONFLICT (job_id, attempt, step)
      DO UPDATE SET path = excluded.path, announced_at = excluded.announced_at
      """;

  private static final String OF_JOB =
      """
      SELECT job_id, attempt, step, path, announced_at FROM checkpoints
      WHERE job_id = :job ORDER BY attempt DESC, step DESC LIMIT :limit
      """;

  void write(Handle handle, Collection<Checkpoint> checkpoints) {
    if (checkpoints.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(UPSERT)) {
      checkpoints.forEach(checkpoint -> bind(batch, checkpoint));
      batch.execute();
    }
  }

  /** Newest first. */
  List<Checkpoint> ofJob(Handle handle, JobId job, int limit) {
    return handle
        .createQuery(OF_JOB)
        .bind("job", job.value())
        .bind("limit", limit)
        .map((row, context) -> checkpoint(row))
        .list();
  }

  private static Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        new JobId(row.getString("job_id")),
        row.getInt("attempt"),
        row.getLong("step"),
        row.getString("path"),
        Micros.instant(row.getLong("announced_at")));
  }

  private static void bind(PreparedBatch batch, Checkpoint checkpoint) {
    batch
        .bind("job", checkpoint.job().value())
        .bind("attempt", checkpoint.attempt())
        .bind("step", checkpoint.step())
        .bind("path", checkpoint.path())
        .bind("at", Micros.of(checkpoint.at()))
        .add();
  }
}
