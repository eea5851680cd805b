package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final String LINE =
      "--server http://h:1 --claim c --node 2 --home /a/../h --environments /e --token-file /t";

  @Test
  void readsACommandLine() {
    Options options = Options.parse(LINE.split(" "));
    assertThat(options.node()).isEqualTo(2);
    assertThat(options.home()).isEqualTo(Path.of("/h"));
    assertThat(options.server()).hasToString("http://h:1");
  }

  @Test
  void namesWhatIsMissingUnknownOrWithoutValue() {
    assertThatThrownBy(() -> Options.parse(LINE.replace("--claim c ", "").split(" ")))
        .hasMessageContaining("--claim is missing");
    assertThatThrownBy(() -> Options.parse("--clam", "c")).hasMessageContaining("--clam");
    assertThatThrownBy(() -> Options.parse("--claim")).hasMessageContaining("--claim");
  }
}
