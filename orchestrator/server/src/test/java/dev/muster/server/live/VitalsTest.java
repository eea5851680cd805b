package dev.muster.server.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static final Instant ARRIVAL = Instant.ofEpochSecond(1_000);

  private final ProgressReader reader = new ProgressReader();
  private final Vitals vitals = new Vitals();

  @Test
  void theLowestRankThatReportsALossSpeaksForTheJob() {
    add(3, "{\"step\": 7, \"loss\": 7.5}");
    add(2, "{\"step\": 6, \"loss\": 7.25}");
    add(0, "{\"step\": 5}");

    assertThat(vitals.loss()).isEqualTo(7.25);
    assertThat(vitals.step()).isEqualTo(7);
    assertThat(vitals.of(0).step()).isEqualTo(5);
    assertThat(vitals.of(0).loss()).isNull();
    assertThat(vitals.of(9)).isEqualTo(RankVitals.NONE);
  }

  @Test
  void aMetricIsLedByTheLowestRankSoFar() {
    assertThat(vitals.leads(3, "loss")).isTrue();
    assertThat(vitals.leads(1, "loss")).isTrue();
    assertThat(vitals.leads(3, "loss")).isFalse();
    assertThat(vitals.leads(3, "tokens")).isTrue();
    assertThat(vitals.leads(1, "loss")).isTrue();
  }

  @Test
  void paceIsAnAverageThatForgets() {
    add(0, line(0, 0, 0));
    add(0, line(1, 1, 100));
    assertThat(pace().stepsPerSecond()).isEqualTo(1.0);
    assertThat(pace().tokensPerSecond()).isEqualTo(100.0);

    add(0, line(2, 3, 200));
    assertThat(pace().stepsPerSecond()).isBetween(0.5, 1.0);
    for (int step = 3; step < 60; step++) {
      add(0, line(step, 2L * step - 1, 100L * step));
    }
    assertThat(pace().stepsPerSecond()).isCloseTo(0.5, within(0.001));
    assertThat(pace().tokensPerSecond()).isCloseTo(50.0, within(0.1));
  }

  @Test
  void linesThatArriveTogetherAreNoInfiniteSpeed() {
    add(0, "{\"step\": 1}", "{\"step\": 2}", "{\"step\": 3}");
    assertThat(vitals.step()).isEqualTo(3);
    assertThat(pace().stepsPerSecond()).isNull();
  }

  @Test
  void aBurstOfSpooledLinesIsTimedAsAWhole() {
    vitals.add(0, reader.lines(bytes("{\"step\": 7}")), ARRIVAL);
    vitals.add(
        0,
        reader.lines(bytes("{\"step\": 8}\n{\"step\": 9}\n{\"step\": 12}")),
        ARRIVAL.plusSeconds(5));
    assertThat(pace().stepsPerSecond()).isEqualTo(1.0);
  }

  @Test
  void stepsThatGoBackStartThePaceAnew() {
    add(0, line(100, 1, 100));
    add(0, line(101, 2, 200));
    add(0, line(50, 3, 50));
    assertThat(pace().stepsPerSecond()).isNull();
  }

  @Test
  void onlyJsonObjectsAreLines() {
    List<ProgressLine> lines =
        reader.lines(
            bytes("hello\n[1]\n\n{\"step\": 1, \"phase\": \"train\", \"lr\": 0.1}\n{\"st"));
    assertThat(lines)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.step()).isEqualTo(1);
          assertThat(line.numbers()).containsOnlyKeys("lr");
        });
  }

  @Test
  void timesAreReadAsSecondsOrAsText() {
    assertThat(reader.lines(bytes("{\"step\": 1, \"time\": 12.5}")).getFirst().time())
        .isEqualTo(Instant.ofEpochMilli(12_500));
    assertThat(
            reader
                .lines(bytes("{\"step\": 1, \"time\": \"1970-01-01T00:00:12.5Z\"}"))
                .getFirst()
                .time())
        .isEqualTo(Instant.ofEpochMilli(12_500));
    assertThat(reader.lines(bytes("{\"step\": 1, \"time\": \"noon\"}")).getFirst().time()).isNull();
  }

  @Test
  void aLineLongerThanTheLimitIsPassedOver() {
    String padding = "x".repeat(ProgressReader.LINE_CHARACTERS_MAX);
    assertThat(reader.lines(bytes("{\"step\": 1, \"note\": \"" + padding + "\"}\n{\"step\": 2}")))
        .extracting(ProgressLine::step)
        .containsExactly(2L);
  }

  @Test
  void pythonsNotANumberIsRead() {
    assertThat(reader.lines(bytes("{\"step\": 1, \"loss\": NaN, \"x\": -Infinity}")).getFirst())
        .satisfies(line -> {
          assertThat(line.loss()).isNaN();
          assertThat(line.numbers()).containsEntry("x", Double.NEGATIVE_INFINITY);
        });
  }

  private Pace pace() {
    return requireNonNull(vitals.pace());
  }

  private void add(int rank, String... lines) {
    vitals.add(rank, reader.lines(bytes(String.join("\n", lines))), ARRIVAL);
  }

  private static String line(long step, long seconds, long tokens) {
    return "{\"step\": %d, \"time\": %d, \"tokens\": %d}".formatted(step, seconds, tokens);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
