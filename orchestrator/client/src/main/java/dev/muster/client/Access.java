package dev.muster.client;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Which server, and the token that opens it. The token appears in no text that this class or the
 * client makes.
 *
 * @param server the server's root, for example {@code http://127.0.0.1:7180}
 * @param token the bearer token
 */
public record Access(URI server, String token) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  public Access {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "token: %d characters (expected: visible ASCII characters, no space or line break)"
              .formatted(token.length()));
    }
  }

  @Override
  public String toString() {
    return "Access[server=%s, token=redacted]".formatted(server);
  }
}
