package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSpecifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          >=3.10           | 3.11.7 | true
          >=3.12           | 3.11.7 | false
          >=3.10,<3.12     | 3.11.7 | true
          >=3.10, <3.11    | 3.11.0 | false
          >3.11            | 3.11.0 | false
          <=3.11           | 3.11.0 | true
          ==3.11           | 3.11.0 | true
          ==3.11           | 3.11.7 | false
          ==3.11.*         | 3.11.7 | true
          ==3.11.*         | 3.12.0 | false
          !=3.11.*         | 3.11.7 | false
          !=3.9            | 3.11.7 | true
          ~=3.10           | 3.12.1 | true
          ~=3.10           | 4.0.0  | false
          ~=3.11.2         | 3.11.7 | true
          ~=3.11.2         | 3.12.0 | false
          <3.9             | 3.10.0 | false
          """)
  void acceptsWhatPackagingAccepts(String specifier, String version, boolean accepted) {
    assertThat(VersionSpecifier.parse(specifier).accepts(version)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3.11", "=>3.11", ">=3.*", ">=3.11,,<4", ">=x"})
  void namesWhatItCannotRead(String specifier) {
    assertThatThrownBy(() -> VersionSpecifier.parse(specifier))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: clauses such as >=3.10");
  }
}
