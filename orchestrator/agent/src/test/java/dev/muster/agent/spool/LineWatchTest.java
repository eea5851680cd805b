package dev.muster.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.LogPattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineWatchTest {
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void findsTheFirstLineThoughItComesInPieces() {
    LineWatch watch = watch("out of (memory|luck)");
    print(watch, "fine\nout of me");
    assertThat(watch.found()).isNull();
    print(watch, "mory here\nout of luck\n");
    assertThat(watch.found()).isEqualTo(new LogMatch(0, "out of memory here"));
    assertThat(told).hasValue(1);
  }

  @Test
  void takesTheLastLineWithoutAnEndForALine() {
    LineWatch watch = watch("^bye$");
    print(watch, "hello\nbye");
    watch.complete();
    assertThat(watch.found()).isEqualTo(new LogMatch(0, "bye"));
  }

  @Test
  void looksAtTheBeginningOfALongLineOnly() {
    LineWatch watch = watch("b");
    print(watch, "a".repeat(LineWatch.LINE_BYTES_MAX) + "b\n");
    assertThat(watch.found()).isNull();
    print(watch, "ab\n");
    assertThat(watch.found()).isEqualTo(new LogMatch(0, "ab"));
  }

  @Test
  void readsAFloodInPartOnly() {
    LineWatch watch = watch("b");
    print(watch, "a\n".repeat((int) (LineWatch.BYTES_PER_MINUTE / 2)));
    print(watch, "b\n");
    assertThat(watch.found()).isNull();
  }

  @Test
  void joinsNoHalvesOfLinesAcrossWhatItDidNotRead() {
    AtomicLong now = new AtomicLong();
    LineWatch watch =
        new LineWatch(List.of(new LogPattern(0, "ab")), told::incrementAndGet, now::get);
    print(watch, "x\n".repeat((int) (LineWatch.BYTES_PER_MINUTE / 2) - 1));
    print(watch, "a");
    print(watch, "too much");
    now.set(Duration.ofMinutes(1).toNanos());
    print(watch, "b\n");
    assertThat(watch.found()).isNull();
    print(watch, "ab\n");
    assertThat(watch.found()).isEqualTo(new LogMatch(0, "ab"));
  }

  @Test
  void isNotHeldUpByAPatternThatWouldBacktrack() {
    LineWatch watch = watch("(a+)+$|(.*a){20}x");
    print(watch, "a".repeat(50_000) + "!\n");
    assertThat(watch.found()).isNull();
  }

  @Test
  void overlooksAPatternThatCannotBeRead() {
    LineWatch watch = watch("(", "fine");
    print(watch, "fine\n");
    assertThat(watch.found()).isEqualTo(new LogMatch(1, "fine"));
  }

  private LineWatch watch(String... patterns) {
    List<LogPattern> rules = new ArrayList<>();
    for (String pattern : patterns) {
      rules.add(new LogPattern(rules.size(), pattern));
    }
    return new LineWatch(rules, told::incrementAndGet, () -> 0);
  }

  private static void print(LineWatch watch, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    watch.accept(bytes, bytes.length);
  }
}
