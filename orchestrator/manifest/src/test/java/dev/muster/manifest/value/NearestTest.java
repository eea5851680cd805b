package dev.muster.manifest.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("env", "nodes", "command", "framework", "accelerators", "globalBatch");

  @ParameterizedTest
  @CsvSource({
    "nodez, nodes",
    "noeds, nodes",
    "node, nodes",
    "Nodes, nodes",
    "comand, command",
    "global_batch, globalBatch",
    "acelerator, accelerators",
    "emv, env"
  })
  void finds_what_was_probably_meant(String written, String meant) {
    assertThat(Nearest.of(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "replicas", "''", "fr", "nv1"})
  void stays_silent_when_nothing_is_near(String written) {
    assertThat(Nearest.of(written, KNOWN)).isEmpty();
  }

  @Test
  void prefers_the_closest() {
    assertThat(Nearest.of("tokns", List.of("tokeness", "tokens"))).contains("tokens");
  }
}
