package dev.muster.server.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The codes of links that sign a browser in: good once, and for a short time only, since a link
 * ends up in histories and scrollback. They live in memory: a restarted server knows none.
 */
public final class SignInCodes {
  /** How long a link is good. */
  public static final Duration VALID = Duration.ofMinutes(10);

  /** So many links may wait to be used; one more makes the oldest useless. */
  static final int WAITING_MAX = 100;

  private static final int CODE_BYTES = 24;

  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Instant> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > WAITING_MAX;
        }
      };

  public SignInCodes(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A code that nobody has used yet. */
  public synchronized String issue() {
    byte[] code = new byte[CODE_BYTES];
    random.nextBytes(code);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    waiting.put(text, clock.instant().plus(VALID));
    return text;
  }

  /** Uses a code up; false when it is none of ours, was used before, or is too old. */
  public synchronized boolean use(String code) {
    Instant expiry = waiting.remove(code);
    return expiry != null && clock.instant().isBefore(expiry);
  }
}
