package dev.muster.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names travel into clouds, paths and command lines: only what is safe in all of them is taken. */
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "c-7f3a", "aws-main", "x--y"})
  void labelsAreTaken(String name) {
    assertThat(new ClaimId(name)).hasToString(name);
    assertThat(new OwnerTag(name)).hasToString(name);
    assertThat(new ProviderId(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a.b", "../a", "a/b", "a b", "ä", "a\n"})
  void everythingElseIsRefused(String name) {
    assertThatThrownBy(() -> new ClaimId(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("claim: \"" + name + "\" (expected: a DNS label");
    assertThatThrownBy(() -> new OwnerTag(name)).hasMessageStartingWith("owner: ");
    assertThatThrownBy(() -> new ProviderId(name)).hasMessageStartingWith("provider: ");
  }

  @Test
  void labelsEndAtSixtyThreeCharacters() {
    assertThat(new ClaimId("a".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new ClaimId("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
