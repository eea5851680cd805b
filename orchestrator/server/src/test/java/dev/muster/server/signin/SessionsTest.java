package dev.muster.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Sessions sessions = new Sessions("a-key", () -> now);

  @Test
  void aSessionEndsAfterItsTime() {
    String session = sessions.open();

    now = now.plus(Sessions.VALID).minusSeconds(1);
    assertThat(sessions.isOpen(session)).isTrue();
    now = now.plusSeconds(1);
    assertThat(sessions.isOpen(session)).isFalse();
  }

  @Test
  void aRestartedServerKnowsItAndAnotherServerDoesNot() {
    String session = sessions.open();

    assertThat(new Sessions("a-key", () -> now).isOpen(session)).isTrue();
    assertThat(new Sessions("b-key", () -> now).isOpen(session)).isFalse();
  }

  @Test
  void nobodyGivesHimselfMoreTime() {
    String session = sessions.open();
    int dot = session.indexOf('.');

    String longer = Long.parseLong(session.substring(0, dot)) + 1 + session.substring(dot);

    assertThat(sessions.isOpen(longer)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "9999999999.", ".x", "9999999999.x", "x.y.z"})
  void whatWeDidNotSignIsNoSession(String session) {
    assertThat(sessions.isOpen(session)).isFalse();
  }
}
