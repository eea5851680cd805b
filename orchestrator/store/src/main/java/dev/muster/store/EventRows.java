package dev.muster.store;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.EventType;
import dev.muster.model.JobId;
import dev.muster.store.json.RowJson;
import dev.muster.store.json.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The table {@code events}. Sequence numbers are counted in {@code meta}, in the same transaction:
 * there is one writer, and a number must not come back after the newest events were deleted.
 */
final class EventRows {
  private static final Words<EventType> TYPES = Words.of(EventType.class, EventType::word);
  private static final String COUNTER = "event.sequence";

  private static final String INSERT =
      """
      INSERT INTO events (sequence, at, job_id, type, summary, detail)
      VALUES (:sequence, :at, :job, :type, :summary, :detail)
      """;

  private static final String COLUMNS = "sequence, at, job_id, type, summary, detail";

  private static final String AFTER =
      "SELECT " + COLUMNS + " FROM events WHERE sequence > :after ORDER BY sequence LIMIT :limit";

  private static final String OF_JOB_AFTER =
      "SELECT "
          + COLUMNS
          + " FROM events WHERE job_id = :job AND sequence > :after ORDER BY sequence LIMIT :limit";

  private static final String NEWEST_OF_JOB =
      "SELECT " + COLUMNS + " FROM events WHERE job_id = :job ORDER BY sequence DESC LIMIT :limit";

  private final RowJson json;

  EventRows(RowJson json) {
    this.json = json;
  }

  void write(Handle handle, List<Commit> commits) {
    if (commits.stream().allMatch(commit -> commit.events().isEmpty())) {
      return;
    }
    Meta meta = new Meta(handle);
    long sequence = meta.get(COUNTER).map(Long::parseLong).orElse(0L);
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      for (Commit commit : commits) {
        for (Event event : commit.events()) {
          bind(batch, ++sequence, Micros.of(commit.at()), event);
        }
      }
      batch.execute();
    }
    meta.put(COUNTER, Long.toString(sequence));
  }

  List<RecordedEvent> after(Handle handle, long after, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> event(row))
        .list();
  }

  /** The sequence number of the newest event; 0 before the first. */
  long newest(Handle handle) {
    return new Meta(handle).get(COUNTER).map(Long::parseLong).orElse(0L);
  }

  List<RecordedEvent> ofJob(Handle handle, JobId job, long after, int limit) {
    return handle
        .createQuery(OF_JOB_AFTER)
        .bind("job", job.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> event(row))
        .list();
  }

  /** Newest first. */
  List<RecordedEvent> newestOfJob(Handle handle, JobId job, int limit) {
    return handle
        .createQuery(NEWEST_OF_JOB)
        .bind("job", job.value())
        .bind("limit", limit)
        .map((row, context) -> event(row))
        .list();
  }

  private void bind(PreparedBatch batch, long sequence, long at, Event event) {
    batch
        .bind("sequence", sequence)
        .bind("at", at)
        .bind("job", event.job().value())
        .bind("type", event.type().word())
        .bind("summary", event.summary())
        .bind("detail", json.write(event.detail()))
        .add();
  }

  private RecordedEvent event(ResultSet row) throws SQLException {
    Event event =
        new Event(
            new JobId(row.getString("job_id")),
            TYPES.value().apply(row.getString("type")),
            row.getString("summary"),
            json.readTexts(row.getString("detail")));
    return new RecordedEvent(row.getLong("sequence"), Micros.instant(row.getLong("at")), event);
  }
}
