package dev.muster.server.agents;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Metric;
import dev.muster.server.live.ProgressLine;
import dev.muster.server.web.Orders;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks in what ranks report for numbers that rules of the manifest answer to. */
@Singleton
final class MetricRules {
  /** Matches kept in memory; one that was forgotten is told once more, which changes nothing. */
  private static final int MATCHES_MAX = 10_000;

  private record Match(JobId job, int attempt, int rule) {}

  private final Orders orders;
  private final Map<Match, Boolean> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Match, Boolean> eldest) {
          return size() > MATCHES_MAX;
        }
      };

  MetricRules(Orders orders) {
    this.orders = orders;
  }

  /** Tells the first match of each rule in an attempt. */
  void look(Delivery delivery, int rank, List<ProgressLine> lines) {
    List<RecoveryRule> rules = delivery.job().spec().recovery().rules();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).on() instanceof Metric metric) {
        look(delivery, i, metric, rank, lines);
      }
    }
  }

  private void look(
      Delivery delivery, int rule, Metric metric, int rank, List<ProgressLine> lines) {
    for (ProgressLine line : lines) {
      Double value = line.numbers().get(metric.name());
      if (value != null && matches(metric, value)) {
        tell(delivery.job(), delivery.attempt(), rule, rank, words(metric, value, line));
        return;
      }
    }
  }

  private void tell(Job job, int attempt, int rule, int rank, String words) {
    Match match = new Match(job.id(), attempt, rule);
    if (!known(match)) {
      orders.give(new Input.MetricMatched(job.id(), attempt, rule, rank, words));
      remember(match);
    }
  }

  static boolean matches(Metric metric, double value) {
    return switch (metric.comparison()) {
      case NAN -> Double.isNaN(value);
      case ABOVE -> value > metric.bound();
      case BELOW -> value < metric.bound();
    };
  }

  private static String words(Metric metric, double value, ProgressLine line) {
    String seen =
        switch (metric.comparison()) {
          case NAN -> "%s is nan".formatted(metric.name());
          case ABOVE -> "%s %s is above %s".formatted(metric.name(), value, metric.bound());
          case BELOW -> "%s %s is below %s".formatted(metric.name(), value, metric.bound());
        };
    return line.step() == null ? seen : "%s at step %d".formatted(seen, line.step());
  }

  private boolean known(Match match) {
    synchronized (told) {
      return told.containsKey(match);
    }
  }

  private void remember(Match match) {
    synchronized (told) {
      told.put(match, true);
    }
  }
}
