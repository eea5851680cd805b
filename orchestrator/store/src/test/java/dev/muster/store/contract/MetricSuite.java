package dev.muster.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.store.History;
import dev.muster.store.MetricPoint;
import dev.muster.store.MetricSeries;
import dev.muster.store.MetricSink;
import dev.muster.store.Store;
import dev.muster.store.StoreException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers that ranks report. */
abstract class MetricSuite {
  private final Job job = new RandomRows(4).unfinishedJob();

  abstract Store store();

  @BeforeEach
  void oneJob() {
    store().commit(List.of(StoreContract.jobs(job)));
  }

  @Test
  void pointsComeBackByNameAndAttempt() {
    List<MetricPoint> loss = List.of(point("loss", 0, 5.5), point("loss", 1, 0.1 + 0.2));
    List<MetricPoint> speed = List.of(point("tokensPerSecond", 1, 1e308));
    append(1, List.of(speed.getFirst(), loss.get(1), loss.get(0)));
    append(2, List.of(loss.getFirst()));

    assertThat(series())
        .containsExactly(
            new MetricSeries("loss", 2, loss.subList(0, 1)),
            new MetricSeries("loss", 1, loss),
            new MetricSeries("tokensPerSecond", 1, speed));
    assertThat(store().history().metrics(job.id(), List.of("tokensPerSecond"), 10))
        .containsExactly(new MetricSeries("tokensPerSecond", 1, speed));
    assertThat(store().history().newestMetrics(job.id()))
        .containsExactly(
            new MetricSeries("loss", 2, loss.subList(0, 1)),
            new MetricSeries("loss", 1, loss.subList(1, 2)),
            new MetricSeries("tokensPerSecond", 1, speed));
  }

  @Test
  void aRepeatChangesNothing() {
    List<MetricPoint> first = List.of(point("loss", 1, 4), point("loss", 2, 3));
    append(1, first);
    List<MetricSeries> before = series();

    append(1, List.of(first.get(1), point("loss", 2, 99), point("loss", 1, 99)));

    assertThat(series()).isEqualTo(before);
    assertThat(store().history().newestMetrics(job.id()).getFirst().points())
        .containsExactly(first.get(1));
  }

  @Test
  void numbersThatAreNoneAreKept() {
    append(
        1,
        List.of(
            point("loss", 1, Double.NaN),
            point("loss", 2, Double.POSITIVE_INFINITY),
            point("loss", 3, Double.NEGATIVE_INFINITY),
            point("loss", 4, Double.MIN_VALUE),
            point("loss", 5, Double.NaN)));

    assertThat(series().getFirst().points())
        .extracting(MetricPoint::value)
        .containsExactly(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.NaN);
    assertThat(store().history().newestMetrics(job.id()).getFirst().points().getFirst().value())
        .isNaN();
  }

  @Test
  void tenThousandPointsAreReadWhole() {
    append(1, points(0, 10_000));
    assertThat(series().getFirst().points()).isEqualTo(points(0, 10_000));
  }

  @Test
  void moreAreThinnedEvenlyDownToTheNewest() {
    append(1, points(0, 10_001));

    List<MetricPoint> points = series().getFirst().points();

    assertThat(points).hasSizeBetween(5_000, 10_000).contains(point("loss", 0, 0));
    assertThat(points.get(2).step() - points.get(1).step()).isEqualTo(2);
    assertThat(points.getLast()).isEqualTo(point("loss", 10_000, 10_000));
    assertThat(store().history().metrics(job.id(), List.of(), 2).getFirst().points())
        .containsExactly(point("loss", 0, 0), point("loss", 10_000, 10_000));
  }

  @Test
  void aSeriesIsBoundedAndKeepsItsShape() {
    for (long step = 0; step < MetricSink.POINTS_MAX; step += 20_000) {
      append(1, points(step, step + 20_000));
    }
    append(1, points(MetricSink.POINTS_MAX, MetricSink.POINTS_MAX + 2));
    append(1, points(0, 100));

    List<MetricPoint> points = series().getFirst().points();

    assertThat(points).hasSizeBetween(8_000, 10_000).allMatch(p -> p.value() == p.step());
    assertThat(points.subList(0, points.size() - 1)).allMatch(p -> p.step() % 2 == 0);
    assertThat(points.getLast().step()).isEqualTo(MetricSink.POINTS_MAX + 1);
  }

  @Test
  void aSeriesTooManyIsRefusedAndCounted() {
    List<MetricPoint> many =
        LongStream.range(0, MetricSink.SERIES_MAX + 5)
            .mapToObj(i -> point("metric-" + i, 1, (double) i))
            .toList();

    assertThat(append(1, many)).isEqualTo(5);
    assertThat(append(1, many)).isEqualTo(5);
    assertThat(append(2, many.subList(0, 9))).isZero();
    assertThat(append(2, List.of(point("x".repeat(201), 1, 1)))).isEqualTo(1);
    assertThat(series()).hasSize(MetricSink.SERIES_MAX + 9);
  }

  @Test
  void pointsOfAnUnknownJobAreRefusedWhole() {
    assertThatThrownBy(
            () -> store().metrics().append(new JobId("nobody"), 1, List.of(point("loss", 1, 1))))
        .isInstanceOf(StoreException.class);
    assertThat(store().history().newestMetrics(new JobId("nobody"))).isEmpty();
  }

  private int append(int attempt, List<MetricPoint> points) {
    return store().metrics().append(job.id(), attempt, points);
  }

  private List<MetricSeries> series() {
    return store().history().metrics(job.id(), List.of(), History.POINTS_MAX);
  }

  private static List<MetricPoint> points(long from, long to) {
    return LongStream.range(from, to).mapToObj(step -> point("loss", step, (double) step)).toList();
  }

  private static MetricPoint point(String name, long step, double value) {
    return new MetricPoint(name, step, StoreContract.NOW.plusSeconds(step), value);
  }
}
