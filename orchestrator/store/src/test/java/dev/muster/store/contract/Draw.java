package dev.muster.store.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small values at random, the awkward ones among them. */
final class Draw {
  private static final String[] TEXTS = {
    "",
    "a",
    "null",
    "1f1b",
    "two words",
    "it's; DROP TABLE jobs --",
    "line\nbreak\ttab",
    "\"\\",
    "größer",
    "日本",
    "🚀 rocket",
    ":name <list>",
    "\u0001"
  };

  private final RandomGenerator random;

  Draw(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long bytes() {
    return random.nextLong(Long.MAX_VALUE >> random.nextInt(63));
  }

  boolean chance() {
    return random.nextBoolean();
  }

  double fraction() {
    return random.nextDouble();
  }

  <E> E oneOf(E[] values) {
    return values[random.nextInt(values.length)];
  }

  String text() {
    return oneOf(TEXTS);
  }

  List<String> texts() {
    return list(3, this::text);
  }

  Instant instant() {
    return Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000));
  }

  /** A time as columns hold it. */
  Instant micros() {
    return instant().truncatedTo(ChronoUnit.MICROS);
  }

  Duration duration() {
    return Duration.ofSeconds(random.nextLong(1_000_000), random.nextInt(1_000_000_000));
  }

  <T> List<T> list(int most, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(most + 1)).toList();
  }

  <T> @Nullable T orNull(Supplier<? extends T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }
}
