package dev.muster.server.heart;

import dev.muster.spi.ClaimId;
import dev.muster.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of agents: {@code CLAIM.NODE.EXPIRY.SIGNATURE}, signed with a key
 * that never leaves the server. Nothing is stored, so a restarted server knows them all.
 */
public final class AgentTokens {
  /**
   * How long a token is good for at least. Longer than any lease, and renewed with every heartbeat.
   */
  static final Duration VALID = Duration.ofDays(7);

  /** Expiries fall on whole days, so that a claim that is sent again carries the same tokens. */
  private static final Duration GRAIN = Duration.ofDays(1);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int PARTS = 4;

  private final SecretKeySpec key;
  private final InstantSource clock;

  public AgentTokens(String key, InstantSource clock) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    this.clock = clock;
  }

  /** A token for one node of a claim. */
  public Secret issue(AgentIdentity agent) {
    long grains = clock.instant().getEpochSecond() / GRAIN.toSeconds() + 1;
    long expiry = grains * GRAIN.toSeconds() + VALID.toSeconds();
    String content = "%s.%d.%d".formatted(agent.claim(), agent.node(), expiry);
    return new Secret(content + "." + signature(content));
  }

  /** Who the bearer is; empty when the token is not one of ours or no longer good. */
  public Optional<AgentIdentity> check(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    String content = "%s.%s.%s".formatted(parts[0], parts[1], parts[2]);
    if (!same(signature(content), parts[3])) {
      return Optional.empty();
    }
    Instant expiry = Instant.ofEpochSecond(Long.parseLong(parts[2]));
    return clock.instant().isBefore(expiry)
        ? Optional.of(new AgentIdentity(new ClaimId(parts[0]), Integer.parseInt(parts[1])))
        : Optional.empty();
  }

  private String signature(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing from this Java", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }
}
