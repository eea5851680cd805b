package dev.muster.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimRequestTest {
  private static final Secret TOKEN = new Secret("hunter2");

  @Test
  void neverShowsAToken() {
    assertThat(request(1, TOKEN).toString()).contains("redacted").doesNotContain("hunter2");
    assertThat(TOKEN.reveal()).isEqualTo("hunter2");
  }

  @Test
  void hasOneTokenPerNode() {
    assertThatThrownBy(() -> request(2, TOKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nodes: 2 with 1 join tokens (expected: >= 1, one token per node)");
    assertThatThrownBy(() -> request(0)).hasMessageStartingWith("nodes: 0");
  }

  @Test
  void doesNotChangeWithTheListItWasMadeFrom() {
    List<Secret> tokens = new ArrayList<>(List.of(TOKEN));
    Bootstrap bootstrap = new Bootstrap(URI.create("http://127.0.0.1:1"), "00", tokens);
    tokens.clear();

    assertThat(bootstrap.joinTokens()).containsExactly(TOKEN);
  }

  @Test
  void sizesAndCountsAreNeverNegative() {
    assertThatThrownBy(() -> new NodeSize(-1, 0, null))
        .hasMessage("node size: -1 cores, 0 bytes, 0 bytes of disk (expected: >= 0)");
    assertThatThrownBy(() -> new Accelerator("H100", 0))
        .hasMessage("accelerators: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new CapacityQuery(0, new NodeSize(1, 0, null)))
        .hasMessage("nodes: 0 (expected: >= 1)");
  }

  @Test
  void aNodeWithoutAcceleratorsHasNone() {
    assertThat(new NodeSize(1, 0, null).accelerators()).isZero();
    assertThat(new NodeSize(1, 0, new Accelerator("H100", 8)).accelerators()).isEqualTo(8);
  }

  private static ClaimRequest request(int nodes, Secret... tokens) {
    Bootstrap bootstrap = new Bootstrap(URI.create("http://127.0.0.1:1"), "00", List.of(tokens));
    NodeSize node = new NodeSize(1, 0, null);
    return new ClaimRequest(new OwnerTag("o"), "local", nodes, node, Map.of(), bootstrap);
  }
}
