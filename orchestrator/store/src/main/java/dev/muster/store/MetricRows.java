package dev.muster.store;

import dev.muster.model.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables {@code series} and {@code points}. */
final class MetricRows {
  private static final String FIND =
      "SELECT "
          + Series.COLUMNS
          + " FROM series WHERE job_id = :job AND attempt = :attempt AND name = :name";

  private static final String OF_JOB =
      "SELECT "
          + Series.COLUMNS
          + " FROM series WHERE job_id = :job ORDER BY attempt DESC, name LIMIT :limit";

  private static final String OF_JOB_NAMED =
      "SELECT "
          + Series.COLUMNS
          + " FROM series WHERE job_id = :job AND name IN (<names>)"
          + " ORDER BY attempt DESC, name LIMIT :limit";

  private static final String UPSERT =
      """
      INSERT INTO series
        (id, job_id, attempt, name, points, stride, last_step, last_at, last_value)
      VALUES (:id, :job, :attempt, :name, :points, :stride, :lastStep, :lastAt, :lastValue)
      ON CONFLICT (id) DO UPDATE SET points = excluded.points, stride = excluded.stride,
        last_step = excluded.last_step, last_at = excluded.last_at,
        last_value = excluded.last_value
      """;

  private static final String ADD_POINT =
      """
      INSERT INTO points (series_id, step, at, value) VALUES (:series, :step, :at, :value)
      ON CONFLICT (series_id, step) DO NOTHING
      """;

  private static final String EVERY_NTH =
      """
      SELECT step, at, value FROM
        (SELECT step, at, value, row_number() OVER (ORDER BY step) - 1 AS place
         FROM points WHERE series_id = :series) AS placed
      WHERE place % :every = 0 ORDER BY step
      """;

  /** Adds points and answers how many a bound refused. */
  int append(Handle handle, JobId job, int attempt, List<MetricPoint> points) {
    Map<String, List<MetricPoint>> byName =
        points.stream()
            .collect(
                Collectors.groupingBy(MetricPoint::name, LinkedHashMap::new, Collectors.toList()));
    int refused = 0;
    for (List<MetricPoint> named : byName.values()) {
      if (!appendNamed(handle, job, attempt, named)) {
        refused += named.size();
      }
    }
    return refused;
  }

  private boolean appendNamed(Handle handle, JobId job, int attempt, List<MetricPoint> points) {
    String name = points.getFirst().name();
    Optional<Series> known = find(handle, job, attempt, name);
    if (known.isEmpty()
        && (name.length() > MetricSink.NAME_LENGTH_MAX
            || count(handle, job, attempt) >= MetricSink.SERIES_MAX)) {
      return false;
    }
    Series series = known.orElseGet(() -> fresh(handle, attempt, points.getFirst()));
    if (known.isEmpty()) {
      save(handle, job, series);
    }
    List<MetricPoint> kept = points.stream().filter(series::keeps).toList();
    MetricPoint newest =
        points.stream().max(Comparator.comparingLong(MetricPoint::step)).orElseThrow();
    Series grown = series.plus(insert(handle, series.id(), kept), newest);
    save(handle, job, bounded(handle, grown));
    return true;
  }

  private static Optional<Series> find(Handle handle, JobId job, int attempt, String name) {
    return handle
        .createQuery(FIND)
        .bind("job", job.value())
        .bind("attempt", attempt)
        .bind("name", name)
        .map((row, context) -> Series.of(row))
        .findOne();
  }

  private static long count(Handle handle, JobId job, int attempt) {
    return handle
        .createQuery("SELECT count(*) FROM series WHERE job_id = :job AND attempt = :attempt")
        .bind("job", job.value())
        .bind("attempt", attempt)
        .mapTo(Long.class)
        .one();
  }

  /** There is one writer, so the next free number is free until it is used. */
  private static Series fresh(Handle handle, int attempt, MetricPoint first) {
    long id =
        handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM series").mapTo(Long.class).one();
    return new Series(id, first.name(), attempt, 0, 1, first);
  }

  private static void save(Handle handle, JobId job, Series series) {
    handle
        .createUpdate(UPSERT)
        .bind("id", series.id())
        .bind("job", job.value())
        .bind("attempt", series.attempt())
        .bind("name", series.name())
        .bind("points", series.points())
        .bind("stride", series.stride())
        .bind("lastStep", series.last().step())
        .bind("lastAt", Micros.of(series.last().time()))
        .bind("lastValue", storable(series.last().value()))
        .execute();
  }

  private static long insert(Handle handle, long series, Collection<MetricPoint> points) {
    if (points.isEmpty()) {
      return 0;
    }
    try (PreparedBatch batch = handle.prepareBatch(ADD_POINT)) {
      for (MetricPoint point : points) {
        batch
            .bind("series", series)
            .bind("step", point.step())
            .bind("at", Micros.of(point.time()))
            .bind("value", storable(point.value()))
            .add();
      }
      return Arrays.stream(batch.execute()).asLongStream().sum();
    }
  }

  private static Series bounded(Handle handle, Series series) {
    Series thin = series;
    while (thin.points() > MetricSink.POINTS_MAX) {
      int dropped =
          handle
              .createUpdate("DELETE FROM points WHERE series_id = :series AND step % :stride <> 0")
              .bind("series", thin.id())
              .bind("stride", thin.stride() * 2)
              .execute();
      thin = thin.thinned(thin.points() - dropped);
    }
    return thin;
  }

  /** Series of a job, the newest attempt's first; all names when none is given. */
  List<Series> ofJob(Handle handle, JobId job, Collection<String> names, int limit) {
    Query query =
        names.isEmpty()
            ? handle.createQuery(OF_JOB)
            : handle.createQuery(OF_JOB_NAMED).bindList("names", List.copyOf(names));
    return query
        .bind("job", job.value())
        .bind("limit", limit)
        .map((row, context) -> Series.of(row))
        .list();
  }

  /** At most {@code limit} points, evenly spread, always with the newest as the last. */
  List<MetricPoint> points(Handle handle, Series series, int limit) {
    long whole = series.keeps(series.last()) ? series.points() : series.points() + 1;
    List<MetricPoint> points =
        handle
            .createQuery(EVERY_NTH)
            .bind("series", series.id())
            .bind("every", whole <= limit ? 1 : Math.ceilDiv(series.points(), limit - 1L))
            .map((row, context) -> point(series.name(), row))
            .collect(Collectors.toCollection(ArrayList::new));
    if (points.isEmpty() || points.getLast().step() != series.last().step()) {
      points.add(series.last());
    }
    return points;
  }

  private static MetricPoint point(String name, ResultSet row) throws SQLException {
    return new MetricPoint(
        name, row.getLong("step"), Micros.instant(row.getLong("at")), Series.number(row, "value"));
  }

  private static @Nullable Double storable(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
