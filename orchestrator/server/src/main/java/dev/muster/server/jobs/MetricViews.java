package dev.muster.server.jobs;

import dev.muster.api.MetricsView;
import dev.muster.api.PointView;
import dev.muster.api.SeriesView;
import dev.muster.model.JobId;
import dev.muster.server.live.RankSeries;
import dev.muster.store.History;
import dev.muster.store.MetricSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ranks reported: of every metric what the lowest rank says that reports it. */
final class MetricViews {
  /** A metric of an attempt. */
  private record Key(int attempt, String metric) {}

  private MetricViews() {}

  /**
   * The series of a job, by attempt and name.
   *
   * @param names which metrics; empty for all
   * @param points how many points of each at most
   */
  static MetricsView of(History history, JobId job, Collection<String> names, int points) {
    Map<Key, Integer> leaders = leaders(history.newestMetrics(job), names);
    if (leaders.isEmpty()) {
      return new MetricsView(List.of());
    }
    List<String> stored =
        leaders.entrySet().stream()
            .map(leader -> RankSeries.name(leader.getValue(), leader.getKey().metric()))
            .distinct()
            .toList();
    List<SeriesView> series = new ArrayList<>();
    for (MetricSeries candidate : history.metrics(job, stored, points)) {
      RankSeries name = RankSeries.parse(candidate.name());
      Integer leader = leaders.get(new Key(candidate.attempt(), name.metric()));
      if (leader != null && leader == name.rank()) {
        series.add(view(name.metric(), candidate));
      }
    }
    series.sort(Comparator.comparingInt(SeriesView::attempt).thenComparing(SeriesView::name));
    return new MetricsView(series);
  }

  private static Map<Key, Integer> leaders(List<MetricSeries> all, Collection<String> names) {
    Map<Key, Integer> leaders = new HashMap<>();
    for (MetricSeries series : all) {
      RankSeries name = RankSeries.parse(series.name());
      if (names.isEmpty() || names.contains(name.metric())) {
        leaders.merge(new Key(series.attempt(), name.metric()), name.rank(), Math::min);
      }
    }
    return leaders;
  }

  private static SeriesView view(String name, MetricSeries series) {
    return new SeriesView(
        name,
        series.attempt(),
        series.points().stream()
            .map(p -> new PointView(p.step(), p.time(), JobViews.finite(p.value())))
            .toList());
  }
}
