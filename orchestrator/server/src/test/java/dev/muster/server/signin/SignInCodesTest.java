package dev.muster.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInCodesTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final SignInCodes codes = new SignInCodes(() -> now, new SecureRandom());

  @Test
  void aCodeIsGoodOnce() {
    String code = codes.issue();

    assertThat(codes.use(code)).isTrue();
    assertThat(codes.use(code)).isFalse();
  }

  @Test
  void aCodeIsGoodForAShortTime() {
    String early = codes.issue();
    String late = codes.issue();

    now = now.plus(SignInCodes.VALID).minusMillis(1);
    assertThat(codes.use(early)).isTrue();
    now = now.plusMillis(1);
    assertThat(codes.use(late)).isFalse();
  }

  @Test
  void whatNobodyIssuedIsNoCode() {
    codes.issue();

    assertThat(codes.use("")).isFalse();
    assertThat(codes.use("guessed")).isFalse();
  }

  @Test
  void soManyWaitAndTheOldestGives() {
    String first = codes.issue();
    String second = codes.issue();
    for (int i = 2; i <= SignInCodes.WAITING_MAX; i++) {
      codes.issue();
    }

    assertThat(codes.use(first)).isFalse();
    assertThat(codes.use(second)).isTrue();
  }

  @Test
  void noTwoCodesAreTheSame() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < SignInCodes.WAITING_MAX; i++) {
      all.add(codes.issue());
    }

    assertThat(all).hasSize(SignInCodes.WAITING_MAX).allMatch(code -> code.length() >= 32);
  }
}
