package dev.muster.cli.text;

import dev.muster.api.MetricsView;
import dev.muster.api.PointView;
import dev.muster.api.SeriesView;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * From where to where the loss went.
 *
 * @param first the first that was reported
 * @param last the last that was reported
 */
public record LossSpan(double first, double last) {
  /** The metric that ranks report it as. */
  public static final String METRIC = "loss";

  /** Over all attempts; empty when none was reported. */
  public static Optional<LossSpan> of(MetricsView metrics) {
    List<Double> values =
        metrics.series().stream()
            .filter(series -> series.name().equals(METRIC))
            .sorted(Comparator.comparingInt(SeriesView::attempt))
            .flatMap(series -> series.points().stream())
            .map(PointView::value)
            .filter(Objects::nonNull)
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new LossSpan(values.getFirst(), values.getLast()));
  }

  @Override
  public String toString() {
    return "%s → %s".formatted(Figures.loss(first), Figures.loss(last));
  }
}
