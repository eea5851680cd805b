package dev.muster.spi;

import java.util.regex.Pattern;

/**
 * The one rule for names that travel into clouds: a DNS label (RFC 1123), at most 63 characters.
 */
final class Names {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  static void requireLabel(String kind, String value) {
    if (!DNS_LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: a DNS label, lower-case letters, digits and '-', at most 63)"
              .formatted(kind, value));
    }
  }
}
