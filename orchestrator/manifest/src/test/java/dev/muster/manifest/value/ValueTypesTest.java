package dev.muster.manifest.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.model.spec.RecoveryRule.Comparison;
import dev.muster.model.spec.RecoveryRule.Metric;
import dev.muster.spi.Accelerator;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource({
    "1B, 1",
    "2KB, 2000",
    "1KiB, 1024",
    "1.5GiB, 1610612736",
    "512GiB+, 549755813888",
    "3TB, 3000000000000",
    "64MB, 64000000"
  })
  void memory_has_a_unit(String text, long bytes) {
    assertThat(read(Amount.MEMORY, text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"512", "0GiB", "1.5B", "-1GiB", "512Gi", "1 GiB", "9999TiB", "GiB", "1GiB++"})
  void other_memory_is_refused(String text) {
    assertThat(read(Amount.MEMORY, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1638400, 1638400",
    "1K, 1000",
    "20B, 20000000000",
    "1.5M, 1500000",
    "2T, 2000000000000"
  })
  void tokens_may_have_a_unit(String text, long tokens) {
    assertThat(read(Amount.TOKENS, text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1.5", "1e9", "20G", "0.0001K", "-5", "99999T", "5+"})
  void other_tokens_are_refused(String text) {
    assertThat(read(Amount.TOKENS, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0s, PT0S", "30s, PT30S", "5m, PT5M", "1h, PT1H"})
  void a_time_has_a_unit(String text, Duration time) {
    assertThat(read(Time.upTo(Duration.ofHours(1)), text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "61m", "1.5h", "1d", "-1s", "s"})
  void other_times_are_refused(String text) {
    assertThat(read(Time.upTo(Duration.ofHours(1)), text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "auto", "169h", "PT1M"})
  void a_time_may_have_a_least_and_words_that_are_refused(String text) {
    Time time = new Time(Duration.ofSeconds(1), Duration.ofDays(7), List.of("auto"));
    assertThat(read(time, "1s")).isEqualTo(Duration.ofSeconds(1));
    assertThat(read(time, text)).isNull();
    assertThat(problems.inFileOrder())
        .singleElement()
        .extracting(Problem::kind)
        .isEqualTo(text.equals("auto") ? ProblemKind.UNSUPPORTED : ProblemKind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA error: .*uncorrectable",
        "^Killed$",
        "(?i)nan",
        "\\pL{4}[]{}]\\x{ABCD}[[:digit:]]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "\\d+ bytes"
      })
  void lines_are_looked_for_by_regular_expressions(String text) {
    assertThat(read(new LinePattern(), text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "a{1001}",
        "(((a{100}){100}){100}){100}",
        "(a{1000}\\Q)\\Eb){1000}",
        "((a{99}[)]){99}b){99}",
        "(a)\\1",
        "(?=a)",
        "",
        "a\tb",
        "7"
      })
  void other_expressions_are_refused(String text) {
    assertThat(read(new LinePattern(), text)).isNull();
    assertThat(problems.inFileOrder())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("RE2 syntax");
  }

  @ParameterizedTest
  @CsvSource({
    "loss is nan, loss, NAN, 0",
    "loss > 10, loss, ABOVE, 10",
    "grad_norm>1e3, grad_norm, ABOVE, 1000",
    "train/loss < 0.1, train/loss, BELOW, 0.1",
    "a < -2.5, a, BELOW, -2.5"
  })
  void a_metric_is_compared(String text, String name, Comparison comparison, double bound) {
    assertThat(read(new MetricCondition(), text)).isEqualTo(new Metric(name, comparison, bound));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "loss = 1",
        "loss is big",
        "> 1",
        "loss > nan",
        "loss > 1e999",
        "loss >= 1"
      })
  void other_conditions_are_refused(String text) {
    assertThat(read(new MetricCondition(), text)).isNull();
    assertThat(problems.isEmpty()).isFalse();
  }

  @Test
  void accelerators_are_a_type_and_a_count() {
    Accelerators type = new Accelerators();
    assertThat(read(type, "none")).isEqualTo(new Accelerators.PerNode(1, null));
    assertThat(read(type, "cpu:2")).isEqualTo(new Accelerators.PerNode(2, null));
    assertThat(read(type, "H100-80GB:8"))
        .isEqualTo(new Accelerators.PerNode(8, new Accelerator("H100-80GB", 8)));
  }

  @ParameterizedTest
  @CsvSource({
    "H100, H100:1",
    "cpu, cpu:1",
    "CPU:4, cpu:4",
    "H100:0,",
    "H100:257,",
    ":8,",
    "H 100:8,"
  })
  void other_accelerators_are_refused_with_a_hint(String text, @Nullable String hint) {
    assertThat(read(new Accelerators(), text)).isNull();
    assertThat(problems.inFileOrder())
        .singleElement()
        .extracting(Problem::suggestion)
        .isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "64+, 64"})
  void cores_are_a_number_or_at_least_it(String text, int cores) {
    assertThat(read(new Cores(), text)).isEqualTo(cores);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "+", "4++", "1.5", "-1", "many", "5000"})
  void other_cores_are_refused(String text) {
    assertThat(read(new Cores(), text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0x10, 16", "0o17, 15", "+7, 7", "007, 7"})
  void whole_numbers_have_the_spellings_of_the_core_schema(String text, int number) {
    assertThat(read(new WholeNumber(1, 100), text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "1.0", "1_000", "one", "99999999999999999999", "0x"})
  void other_numbers_are_refused(String text) {
    assertThat(read(new WholeNumber(1, 100), text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "gpt-nano",
        "0-1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void labels_are_those_of_dns(String text) {
    assertThat(read(Text.LABEL, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "A",
        "a_b",
        "a.b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void other_labels_are_refused(String text) {
    assertThat(read(Text.LABEL, text)).isNull();
  }

  private <T> @Nullable T read(ValueType<T> type, String text) {
    return type.read(Scalar.plain(text), problems);
  }
}
