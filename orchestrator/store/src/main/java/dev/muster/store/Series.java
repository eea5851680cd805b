package dev.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A metric of an attempt, without its points.
 *
 * @param id its key
 * @param name of the metric
 * @param attempt number of the attempt
 * @param points how many are kept
 * @param stride only steps that are multiples of it are kept
 * @param last the newest point, kept in any case
 */
record Series(long id, String name, int attempt, long points, long stride, MetricPoint last) {
  static final String COLUMNS = "id, name, attempt, points, stride, last_step, last_at, last_value";

  static Series of(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new Series(
        row.getLong("id"),
        name,
        row.getInt("attempt"),
        row.getLong("points"),
        row.getLong("stride"),
        new MetricPoint(
            name,
            row.getLong("last_step"),
            Micros.instant(row.getLong("last_at")),
            number(row, "last_value")));
  }

  /** SQLite has no "not a number" and holds null in its place. */
  static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  boolean keeps(MetricPoint point) {
    return point.step() % stride == 0;
  }

  /** This series after further points were kept. */
  Series plus(long added, MetricPoint newest) {
    MetricPoint later = newest.step() > last.step() ? newest : last;
    return new Series(id, name, attempt, points + added, stride, later);
  }

  /** This series with every second step dropped. */
  Series thinned(long left) {
    return new Series(id, name, attempt, left, stride * 2, last);
  }
}
