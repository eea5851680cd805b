package dev.muster.store;

import java.util.List;

/**
 * The points of one metric in one attempt.
 *
 * @param name of the metric
 * @param attempt number of the attempt
 * @param points by step; the newest is always the last
 */
public record MetricSeries(String name, int attempt, List<MetricPoint> points) {
  public MetricSeries {
    points = List.copyOf(points);
  }
}
