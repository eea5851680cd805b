package dev.muster.server.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token of people and scripts. */
public final class PeopleToken {
  private final byte[] token;

  public PeopleToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Compares in a time that tells nothing. */
  boolean is(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }
}
