package dev.muster.server.page;

import dev.muster.server.signin.SignInCodes;
import java.net.URI;

/** The link that signs one browser in. */
public final class SignInLink {
  private SignInLink() {}

  /** A fresh one, of the server at this address. */
  public static String of(URI server, SignInCodes codes) {
    return server.resolve("/signin?code=" + codes.issue()).toString();
  }
}
