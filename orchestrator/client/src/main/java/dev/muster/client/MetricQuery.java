package dev.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics to read.
 *
 * @param names their names; empty for all
 * @param points points per series; null for every point that the server gives whole
 */
public record MetricQuery(List<String> names, @Nullable Integer points) {
  public MetricQuery {
    names = List.copyOf(names);
  }

  /** Every metric, every point. */
  public static MetricQuery all() {
    return new MetricQuery(List.of(), null);
  }
}
