package dev.muster.store;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.store.json.RowJson;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What people read: committed rows, of finished jobs too. Safe for many threads; every answer is
 * bounded and as of one moment. Unreadable rows and lost files end in a {@link StoreException}.
 */
public final class History {
  /** Events in one answer. */
  public static final int EVENTS_MAX = 1_000;

  /** Claims, workers or checkpoints in one answer. */
  public static final int ROWS_MAX = 10_000;

  /** Series in one answer. */
  public static final int SERIES_MAX = 1_000;

  /** Points of one series in one answer. */
  public static final int POINTS_MAX = 10_000;

  private final Jdbi reader;
  private final JobQueries jobs;
  private final ClaimRows claims;
  private final WorkerRows workers;
  private final EventRows events;
  private final CheckpointRows checkpoints;
  private final OrderRows orders = new OrderRows();
  private final RequestRows requests;
  private final MetricRows metrics = new MetricRows();

  History(Jdbi reader, RowJson json) {
    this.reader = reader;
    jobs = new JobQueries(new JobRows(json));
    claims = new ClaimRows(json);
    workers = new WorkerRows(json);
    events = new EventRows(json);
    requests = new RequestRows(json);
    checkpoints = new CheckpointRows(json);
  }

  /**
   * A page of jobs, newest first.
   *
   * @throws IllegalArgumentException if the cursor is not one of ours
   */
  public JobPage jobs(JobQuery query) {
    return read(handle -> jobs.page(handle, query));
  }

  public Optional<Job> job(JobId id) {
    return read(handle -> jobs.byId(handle, id));
  }

  /** The unfinished job of this name, else the newest. */
  public Optional<Job> job(JobName name) {
    return read(handle -> jobs.byName(handle, name));
  }

  /** The job that was submitted under this key. */
  public Optional<Job> jobOfKey(String idempotencyKey) {
    return read(handle -> jobs.byKey(handle, idempotencyKey));
  }

  /** The several jobs that were submitted together under this key. */
  public Optional<RequestKey> request(String idempotencyKey) {
    return read(handle -> requests.byKey(handle, idempotencyKey));
  }

  /** The order that was given under this key. */
  public Optional<OrderKey> order(String idempotencyKey) {
    return read(handle -> orders.byKey(handle, idempotencyKey));
  }

  /** All claims that a job ever had. */
  public List<Claim> claims(JobId job) {
    return read(handle -> claims.ofJob(handle, job, ROWS_MAX));
  }

  /** All workers that a job ever had, by claim and node. */
  public List<Worker> workers(JobId job) {
    return read(handle -> workers.ofJob(handle, job, ROWS_MAX));
  }

  /** The checkpoints of a job, newest first. */
  public List<Checkpoint> checkpoints(JobId job) {
    return read(handle -> checkpoints.ofJob(handle, job, ROWS_MAX));
  }

  /** What happened after a sequence number (0 for all), oldest first. */
  public List<RecordedEvent> events(long after, int limit) {
    Limits.require("limit", limit, 1, EVENTS_MAX);
    return read(handle -> events.after(handle, after, limit));
  }

  /** The sequence number of the newest event; 0 before the first. */
  public long newestEvent() {
    return read(events::newest);
  }

  /** What happened to one job after a sequence number (0 for all), oldest first. */
  public List<RecordedEvent> events(JobId job, long after, int limit) {
    Limits.require("limit", limit, 1, EVENTS_MAX);
    return read(handle -> events.ofJob(handle, job, after, limit));
  }

  /** The newest of what happened to one job, oldest first. */
  public List<RecordedEvent> newestEvents(JobId job, int limit) {
    Limits.require("limit", limit, 1, EVENTS_MAX);
    return read(handle -> events.newestOfJob(handle, job, limit)).reversed();
  }

  /**
   * The series of a job, the newest attempt's first.
   *
   * @param names which metrics; empty for all
   * @param points how many points of each at most: more are thinned evenly
   */
  public List<MetricSeries> metrics(JobId job, Collection<String> names, int points) {
    Limits.require("points", points, 2, POINTS_MAX);
    return read(handle ->
        metrics.ofJob(handle, job, names, SERIES_MAX).stream()
            .map(series -> whole(series, metrics.points(handle, series, points)))
            .toList());
  }

  /** The newest point of each series of a job, the newest attempt's first. */
  public List<MetricSeries> newestMetrics(JobId job) {
    return read(handle ->
        metrics.ofJob(handle, job, List.of(), SERIES_MAX).stream()
            .map(series -> whole(series, List.of(series.last())))
            .toList());
  }

  private static MetricSeries whole(Series series, List<MetricPoint> points) {
    return new MetricSeries(series.name(), series.attempt(), points);
  }

  private <T> T read(HandleCallback<T, RuntimeException> query) {
    try {
      return reader.inTransaction(query);
    } catch (JdbiException e) {
      throw new StoreException(
          "The database could not be read: " + SqliteFaults.words(e), SqliteFaults.cause(e));
    }
  }
}
