package dev.muster.planner;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layouts closest to one that does not fit. All that fit are looked at: every mesh of the
 * ranks, with the batch and microbatch as they are or, where these do not come out even, with the
 * next ones that do. Fewer changes are closer; then the smaller product of the ratios by which the
 * numbers change; then more data parallelism.
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
    return candidates()
        .sorted(byCloseness())
        .limit(OFFERED)
        .map(layout -> String.join(", ", layout.changesFrom(asked)))
        .toList();
  }

  private Stream<Layout> candidates() {
    return IntStream.rangeClosed(1, Math.min(room.ranks(), room.layers()))
        .filter(pipeline -> room.ranks() % pipeline == 0)
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
    IntStream below = IntStream.iterate(Math.min(size, share), it -> it > 0, it -> it - 1);
    IntStream above = IntStream.rangeClosed(size, share);
    return Stream.of(below, above)
        .flatMap(sizes -> sizes.filter(it -> share % it == 0).limit(1).boxed())
        .map(layout::withMicrobatch);
  }

  private Comparator<Layout> byCloseness() {
    return Comparator.<Layout>comparingInt(layout -> layout.changesFrom(asked).size())
        .thenComparingDouble(this::distance)
        .thenComparingInt(layout -> -layout.data());
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
