package dev.muster.store;

import dev.muster.model.JobId;
import java.util.List;

/** Takes the numbers that ranks report. */
public interface MetricSink {
  /** Metrics that one attempt may have; points of further ones are refused. */
  int SERIES_MAX = 200;

  /** Points that a series may grow to before every second step of it is dropped. */
  int POINTS_MAX = 100_000;

  /** Length of a metric's name; points of longer ones are refused. */
  int NAME_LENGTH_MAX = 200;

  /**
   * Adds points, in a transaction of its own; when it returns, they are on disk. The first value of
   * a step wins, so that a repeat changes nothing.
   *
   * @return how many points a bound refused
   * @throws StoreException if they could not be written: then none was
   */
  int append(JobId job, int attempt, List<MetricPoint> points);
}
