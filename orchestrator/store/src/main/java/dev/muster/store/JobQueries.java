package dev.muster.store;

import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What people ask of the table {@code jobs}. */
final class JobQueries {
  private static final String SELECT = "SELECT " + JobRows.COLUMNS + " FROM jobs ";
  private static final String BY_ID = SELECT + "WHERE id = :id";
  private static final String BY_KEY = SELECT + "WHERE idempotency_key = :key";

  private static final String BY_NAME =
      SELECT
          + """
          WHERE project = :project AND name = :name
          ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, submitted_at DESC, id DESC LIMIT 1
          """;

  private static final String OLDER =
      SELECT + "WHERE (submitted_at < :at OR (submitted_at = :at AND id < :id)) ";

  private static final String LABELLED =
      "AND EXISTS (SELECT 1 FROM json_each(jobs.spec, '$.labels')"
          + " WHERE json_each.key = :label%d AND json_each.value = :value%d) ";

  private static final String NEWEST_FIRST = "ORDER BY submitted_at DESC, id DESC LIMIT :limit";

  private final JobRows rows;

  JobQueries(JobRows rows) {
    this.rows = rows;
  }

  Optional<Job> byId(Handle handle, JobId id) {
    return one(handle.createQuery(BY_ID).bind("id", id.value()));
  }

  Optional<Job> byKey(Handle handle, String key) {
    return one(handle.createQuery(BY_KEY).bind("key", key));
  }

  Optional<Job> byName(Handle handle, JobName name) {
    return one(
        handle.createQuery(BY_NAME).bind("project", name.project()).bind("name", name.name()));
  }

  JobPage page(Handle handle, JobQuery wanted) {
    List<Job> found = found(handle, wanted);
    if (found.size() <= wanted.limit()) {
      return new JobPage(found, null);
    }
    List<Job> page = found.subList(0, wanted.limit());
    return new JobPage(page, JobCursor.after(page.getLast()).toString());
  }

  /** One more than wanted, to know whether there is a further page. */
  private List<Job> found(Handle handle, JobQuery wanted) {
    String cursor = wanted.cursor();
    JobCursor from = cursor == null ? JobCursor.START : JobCursor.parse(cursor);
    String project = wanted.project();
    Query query =
        handle.createQuery(
            OLDER
                + (project == null ? "" : "AND project = :project ")
                + (wanted.states().isEmpty() ? "" : "AND state IN (<states>) ")
                + labelled(wanted.labels().size())
                + NEWEST_FIRST);
    query.bind("at", from.submittedAt()).bind("id", from.id()).bind("limit", wanted.limit() + 1);
    if (project != null) {
      query.bind("project", project);
    }
    if (!wanted.states().isEmpty()) {
      query.bindList("states", List.copyOf(wanted.states()));
    }
    bindLabels(query, wanted.labels());
    return query.map((row, context) -> rows.job(row)).list();
  }

  private static String labelled(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> LABELLED.formatted(index, index))
        .collect(Collectors.joining());
  }

  private static void bindLabels(Query query, Map<String, String> labels) {
    int index = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      query.bind("label" + index, label.getKey()).bind("value" + index, label.getValue());
      index++;
    }
  }

  private Optional<Job> one(Query query) {
    return query.map((row, context) -> rows.job(row)).findOne();
  }
}
