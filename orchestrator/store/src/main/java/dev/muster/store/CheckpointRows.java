package dev.muster.store;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.model.JobId;
import dev.muster.model.run.CheckpointContent;
import dev.muster.store.json.RowJson;
import dev.muster.store.json.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table {@code checkpoints}. */
final class CheckpointRows {
  private static final Words<State> STATES = Words.of(State.class);

  private static final String UPSERT =
      """
      INSERT INTO checkpoints
        (job_id, attempt, step, path, announced_at, state, content, checked_epoch)
      VALUES (:job, :attempt, :step, :path, :at, :state, :content, :checkedEpoch)
      ON CONFLICT (job_id, attempt, step)
      DO UPDATE SET path = excluded.path, announced_at = excluded.announced_at,
        state = excluded.state, content = excluded.content,
        checked_epoch = excluded.checked_epoch
      """;

  private static final String SELECT =
      "SELECT job_id, attempt, step, path, announced_at, state, content, checked_epoch"
          + " FROM checkpoints ";

  private static final String OF_JOB =
      SELECT + "WHERE job_id = :job ORDER BY attempt DESC, step DESC LIMIT :limit";

  private static final String LIVE =
      SELECT
          + "WHERE state <> 'pruned' AND job_id IN ("
          + JobRows.IDS_NOT_OVER
          + ") ORDER BY job_id, attempt, step";

  private final RowJson json;

  CheckpointRows(RowJson json) {
    this.json = json;
  }

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

  /** Those of jobs that are not over with which something is still to be done; oldest first. */
  List<Checkpoint> live(Handle handle) {
    return handle.createQuery(LIVE).map((row, context) -> checkpoint(row)).list();
  }

  private Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        new JobId(row.getString("job_id")),
        row.getInt("attempt"),
        row.getLong("step"),
        row.getString("path"),
        Micros.instant(row.getLong("announced_at")),
        STATES.value().apply(row.getString("state")),
        content(row.getString("content")),
        row.getLong("checked_epoch"));
  }

  private @Nullable CheckpointContent content(@Nullable String kept) {
    return kept == null ? null : json.read(kept, CheckpointContent.class);
  }

  private void bind(PreparedBatch batch, Checkpoint checkpoint) {
    CheckpointContent content = checkpoint.content();
    batch
        .bind("job", checkpoint.job().value())
        .bind("attempt", checkpoint.attempt())
        .bind("step", checkpoint.step())
        .bind("path", checkpoint.path())
        .bind("at", Micros.of(checkpoint.at()))
        .bind("state", STATES.word().apply(checkpoint.state()))
        .bind("content", content == null ? null : json.write(content))
        .bind("checkedEpoch", checkpoint.checkedEpoch())
        .add();
  }
}
