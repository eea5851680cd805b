package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, reading answers: a job, or errors at places inside the file. */
class FuzzTest {
  private static final int ROUNDS = 500;
  private static final List<String> FRAGMENTS =
      List.of(
          ":",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "\t",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"",
          "'",
          "&a ",
          "*a",
          "!!int ",
          "---\n",
          "...\n",
          "? ",
          "|\n",
          ">\n",
          "#",
          "%YAML 1.1\n",
          "null",
          "-1",
          "0x10",
          "1e309",
          "99999999999999999999",
          "true",
          "~",
          "é😀",
          "\u0000",
          "\ud800",
          "\u2028",
          "\r",
          "nodes: 2\n",
          "spec:\n",
          "cpu:0",
          "<<: ",
          "\uFEFF",
          "\\",
          "../",
          "s3://",
          "a".repeat(5000));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void never_throws_and_always_names_a_place(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = Given.everything();
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        text = changed(text, random);
      }
      check(text, "seed %d, round %d".formatted(seed, round));
    }
  }

  private static String changed(String text, SplittableRandom random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(1, 30));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, to) + text.substring(from);
      case 2 -> text.substring(0, from) + (char) random.nextInt(0x180) + text.substring(from);
      default -> {
        String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
        yield text.substring(0, from) + fragment + text.substring(random.nextBoolean() ? from : to);
      }
    };
  }

  private static void check(String text, String description) {
    switch (Manifests.read(text, "job.yaml")) {
      case Reading.Valid valid ->
          assertThat(Canonical.difference(valid.spec(), valid.spec())).as(description).isEmpty();
      case Reading.Invalid invalid -> {
        assertThat(invalid.errors()).as(description).isNotEmpty();
        assertThat(invalid.errors())
            .as(description)
            .isSortedAccordingTo(
                Comparator.comparingInt(ManifestError::line)
                    .thenComparingInt(ManifestError::column))
            .allSatisfy(error -> assertInside(error, text.lines().toList()));
        assertThat(ErrorReport.text(invalid.errors(), text)).as(description).isNotBlank();
      }
    }
  }

  private static void assertInside(ManifestError error, List<String> lines) {
    assertThat(error.line()).isBetween(1, lines.size() + 1);
    String line = error.line() > lines.size() ? "" : lines.get(error.line() - 1);
    assertThat(error.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
    assertThat(error.message()).isNotBlank().doesNotContain("\n");
  }
}
