package dev.muster.server.heart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgentTokensTest {
  private static final AgentIdentity AGENT = new AgentIdentity(new ClaimId("job1-1"), 3);

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final AgentTokens tokens = new AgentTokens("key", () -> now);

  @Test
  void aTokenProvesItsNode() {
    assertThat(tokens.check(tokens.issue(AGENT).reveal())).contains(AGENT);
  }

  @Test
  void anotherServersTokenProvesNothing() {
    AgentTokens others = new AgentTokens("another key", () -> now);
    assertThat(tokens.check(others.issue(AGENT).reveal())).isEmpty();
  }

  @Test
  void aTokenOutlivesTheLongestLeaseAndEndsAfterwards() {
    String token = tokens.issue(AGENT).reveal();
    now = now.plus(AgentTokens.VALID);
    assertThat(tokens.check(token)).contains(AGENT);
    now = now.plus(Duration.ofDays(1));
    assertThat(tokens.check(token)).isEmpty();
  }

  @Test
  void aClaimThatIsSentAgainCarriesTheSameToken() {
    String token = tokens.issue(AGENT).reveal();
    now = now.plusSeconds(60);
    assertThat(tokens.issue(AGENT).reveal()).isEqualTo(token);
  }

  @Test
  void aTokenDoesNotPrintItself() {
    assertThat(tokens.issue(AGENT)).hasToString("Secret[redacted]");
  }
}
