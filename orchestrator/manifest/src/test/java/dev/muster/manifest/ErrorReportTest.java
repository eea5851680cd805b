package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void looks_like_a_compiler() {
    String manifest = Given.MINIMAL + "  resources:\n    nodez: 2\n";
    assertThat(ErrorReport.text(Given.errors(manifest), manifest))
        .isEqualTo(
            """
            job.yaml:8:5: error: spec.resources.nodez: unknown field; did you mean `nodes`?
                    nodez: 2
                    ^
            """);
  }

  @Test
  void a_long_line_is_shown_around_the_caret() {
    String manifest = Given.MINIMAL + "  env: {A: " + "x".repeat(5000) + ", 1: y}\n";
    List<String> report = ErrorReport.text(Given.errors(manifest), manifest).lines().toList();
    assertThat(report).hasSize(3);
    assertThat(report.get(1)).hasSizeLessThan(130).endsWith(", 1: y}");
    assertThat(report.get(1).charAt(report.get(2).indexOf('^'))).isEqualTo('1');
  }

  @Test
  void what_a_terminal_would_act_on_is_not_repeated() {
    String manifest = "a: \"\u001b[31m\"\n";
    assertThat(ErrorReport.text(Given.errors(manifest), manifest)).doesNotContain("\u001b");
  }
}
