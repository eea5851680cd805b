package dev.muster.planner;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layouts closest to one that does not fit. All that fit are looked at: every mesh of the
 * ranks, with the batch and microbatch as they are or, where these do not come out even, with the
 * next ones that do. Those with the fewest changes are offered, first the one with the least
 * product of the ratios by which its numbers change; of two as close, the one with more data
 * parallelism.
 */
final class Nearest {
  /** How many are offered. */
  static final int OFFERED = 4;

  private final Layout asked;
  private final Room room;

  private Nearest(Layout asked, Room room) {
    this.asked = asked;
    this.room = room;
  }

  static List<String> to(Layout asked, Room room) {
    return new Nearest(asked, room).words();
  }

  private List<String> words() {
    int fewest = candidates().mapToInt(this::changes).min().orElse(0);
    return candidates()
        .filter(layout -> changes(layout) == fewest)
        .sorted(byCloseness())
        .limit(OFFERED)
        .map(layout -> String.join(", ", layout.changesFrom(asked)))
        .toList();
  }

  private int changes(Layout layout) {
    return layout.changesFrom(asked).size();
  }

  private Stream<Layout> candidates() {
    return Divisors.of(room.ranks())
        .filter(pipeline -> pipeline <= room.layers())
        .mapToObj(pipeline -> asked.withMesh(room.ranks() / pipeline, pipeline))
        .flatMap(this::comingOutEven);
  }

  private Stream<Layout> comingOutEven(Layout layout) {
    if (room.fits(layout)) {
      return Stream.of(layout);
    }
    Integer batch = layout.globalBatch();
    if (batch == null) {
      return Stream.of(layout.withMicrobatch(null));
    }
    return Stream.concat(otherBatches(layout, batch), otherMicrobatches(layout, batch));
  }

  private static Stream<Layout> otherBatches(Layout layout, int batch) {
    long unit = layout.batchUnit();
    long below = batch / unit * unit;
    return LongStream.of(below, below + unit)
        .filter(sequences -> sequences > 0 && sequences <= Integer.MAX_VALUE)
        .mapToObj(sequences -> layout.withGlobalBatch((int) sequences));
  }

  private static Stream<Layout> otherMicrobatches(Layout layout, int batch) {
    Integer size = layout.microbatch();
    if (size == null || batch % layout.data() != 0) {
      return Stream.empty();
    }
    int share = batch / layout.data();
    OptionalInt below = Divisors.of(share).filter(it -> it < size).max();
    OptionalInt above = Divisors.of(share).filter(it -> it > size).min();
    return Stream.of(below, above).flatMap(it -> it.stream().boxed()).map(layout::withMicrobatch);
  }

  private Comparator<Layout> byCloseness() {
    return Comparator.comparingDouble(this::distance)
        .thenComparing(Layout::data, Comparator.reverseOrder());
  }

  private double distance(Layout layout) {
    return ratio(layout.data(), asked.data())
        * ratio(layout.pipeline(), asked.pipeline())
        * ratio(layout.microbatch(), asked.microbatch())
        * ratio(layout.globalBatch(), asked.globalBatch());
  }

  private static double ratio(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return 1;
    }
    return (double) Math.max(one, other) / Math.min(one, other);
  }
}
