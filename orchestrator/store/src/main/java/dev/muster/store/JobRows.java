package dev.muster.store;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.JobSpec;
import dev.muster.store.json.RowJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table {@code jobs}. */
final class JobRows {
  /** Columns that {@link #job} reads. */
  static final String COLUMNS =
      "id, spec, plan, submission, standing, attempts, epoch, recoveries, needs, revision";

  private static final String UPSERT =
      """
      INSERT INTO jobs (id, project, name, state, submitted_at, ended_at, idempotency_key,
        epoch, revision, spec, plan, submission, standing, attempts, recoveries, needs)
      VALUES (:id, :project, :name, :state, :submittedAt, :endedAt, :idempotencyKey,
        :epoch, :revision, :spec, :plan, :submission, :standing, :attempts, :recoveries, :needs)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at,
        epoch = excluded.epoch, revision = excluded.revision, spec = excluded.spec,
        plan = excluded.plan, standing = excluded.standing, attempts = excluded.attempts,
        recoveries = excluded.recoveries, needs = excluded.needs
      """;

  private static final String IF_NOT_OVER =
      " FROM jobs WHERE ended_at IS NULL OR id IN (SELECT job_id FROM claims WHERE NOT closed)";

  /** The ids of the jobs that {@link #notOver} answers. */
  static final String IDS_NOT_OVER = "SELECT id" + IF_NOT_OVER;

  private static final String NOT_OVER =
      "SELECT " + COLUMNS + IF_NOT_OVER + " ORDER BY submitted_at, id";

  private final RowJson json;

  JobRows(RowJson json) {
    this.json = json;
  }

  void write(Handle handle, Collection<Job> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(UPSERT)) {
      jobs.forEach(job -> bind(batch, job));
      batch.execute();
    }
  }

  /** Jobs that are unfinished or have a claim that is not closed, oldest first. */
  List<Job> notOver(Handle handle) {
    return handle.createQuery(NOT_OVER).map((row, context) -> job(row)).list();
  }

  Job job(ResultSet row) throws SQLException {
    return new Job(
        new JobId(row.getString("id")),
        json.read(row.getString("spec"), JobSpec.class),
        json.read(row.getString("plan"), Plan.class),
        json.read(row.getString("submission"), Submission.class),
        json.read(row.getString("standing"), JobState.class),
        json.readList(row.getString("attempts"), Attempt.class),
        row.getLong("epoch"),
        recoveries(row.getString("recoveries")),
        needs(row.getString("needs")),
        row.getLong("revision"));
  }

  private Recoveries recoveries(@Nullable String kept) {
    return kept == null ? Recoveries.NONE : json.read(kept, Recoveries.class);
  }

  private List<Need> needs(@Nullable String kept) {
    return kept == null ? List.of() : json.readList(kept, Need.class);
  }

  /** Removes a job with everything that refers to it. */
  void delete(Handle handle, JobId job) {
    handle.createUpdate("DELETE FROM jobs WHERE id = :id").bind("id", job.value()).execute();
  }

  private void bind(PreparedBatch batch, Job job) {
    batch
        .bind("id", job.id().value())
        .bind("project", job.spec().project())
        .bind("name", job.spec().name())
        .bind("state", job.state().word())
        .bind("submittedAt", Micros.of(job.submission().at()))
        .bind("endedAt", Micros.ofNullable(endedAt(job)))
        .bind("idempotencyKey", job.submission().idempotencyKey())
        .bind("epoch", job.epoch())
        .bind("revision", job.revision())
        .bind("spec", json.write(job.spec()))
        .bind("plan", json.write(job.plan()))
        .bind("submission", json.write(job.submission()))
        .bind("standing", json.write(job.state()))
        .bind("attempts", json.write(job.attempts()))
        .bind("recoveries", json.write(job.recoveries()))
        .bind("needs", job.needs().isEmpty() ? null : json.write(job.needs()))
        .add();
  }

  private static @Nullable Instant endedAt(Job job) {
    return job.finished() ? job.state().since() : null;
  }
}
