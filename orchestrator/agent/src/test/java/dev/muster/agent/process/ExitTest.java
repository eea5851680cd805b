package dev.muster.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitTest {
  @Test
  void tellsCodesAndSignalsApart() {
    assertThat(Exit.of(0).succeeded()).isTrue();
    assertThat(Exit.of(127)).isEqualTo(new Exit(127, null));
    assertThat(Exit.of(137)).isEqualTo(new Exit(null, 9));
    assertThat(Exit.of(255)).isEqualTo(new Exit(255, null));
  }
}
