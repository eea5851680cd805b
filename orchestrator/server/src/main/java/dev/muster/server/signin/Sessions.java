package dev.muster.server.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the sessions of browsers: {@code EXPIRY.SIGNATURE}, signed with a key that never
 * leaves the server. Nothing is stored, so a page stays signed in when the server is restarted.
 */
public final class Sessions {
  /** How long a browser stays signed in. */
  public static final Duration VALID = Duration.ofHours(12);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final InstantSource clock;

  public Sessions(String key, InstantSource clock) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    this.clock = clock;
  }

  /** A session that starts now. */
  public String open() {
    String expiry = Long.toString(clock.instant().plus(VALID).getEpochSecond());
    return expiry + "." + signature(expiry);
  }

  /** Whether a session is one of ours and still good. */
  public boolean isOpen(String session) {
    int end = session.indexOf('.');
    if (end < 0 || !same(signature(session.substring(0, end)), session.substring(end + 1))) {
      return false;
    }
    return clock.instant().getEpochSecond() < Long.parseLong(session.substring(0, end));
  }

  private String signature(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing from this Java", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
