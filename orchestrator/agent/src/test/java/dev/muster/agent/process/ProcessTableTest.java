package dev.muster.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTableTest {
  private static final String REST = " 1 7 8" + " 0".repeat(15) + " 4711 0 0\n";

  @Test
  void readsAStatLineBehindAnOddName() {
    assertThat(ProcessTable.entry(7, "7 (a) S 1 (b c) S" + REST))
        .isEqualTo(new ProcessEntry(7, 1, false, 7, 8, 4711));
    assertThat(ProcessTable.entry(7, "7 (sh) Z" + REST))
        .isEqualTo(new ProcessEntry(7, 1, true, 7, 8, 4711));
  }

  @Test
  void takesAProcessWithoutAStatLineForGone() {
    assertThat(ProcessTable.entry(7, "")).isNull();
    assertThat(ProcessTable.entry(7, "7 (sh")).isNull();
  }
}
