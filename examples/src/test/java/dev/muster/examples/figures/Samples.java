package dev.muster.examples.figures;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of one kind, told by their quantiles; few of them also one by one. */
final class Samples {
  private static final int ALL_MAX = 50;
  private static final double THOUSANDTHS = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private Samples() {}

  static Map<String, Object> ofNanos(Collection<Long> nanos) {
    return of(nanos.stream().mapToDouble(n -> n / NANOS_PER_MILLI).toArray());
  }

  /** Of values in the unit that the key beside them names. */
  static Map<String, Object> of(double[] values) {
    double[] sorted = Arrays.stream(values).map(Samples::rounded).sorted().toArray();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("count", sorted.length);
    told.put("median", quantile(sorted, 0.5));
    told.put("p90", quantile(sorted, 0.9));
    told.put("p99", quantile(sorted, 0.99));
    told.put("max", sorted[sorted.length - 1]);
    if (sorted.length <= ALL_MAX) {
      told.put("all", Arrays.stream(values).map(Samples::rounded).boxed().toList());
    }
    return told;
  }

  static Map<String, Object> of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The smallest value that this share of all does not exceed. */
  static double quantile(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  static double rounded(double value) {
    return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
  }
}
