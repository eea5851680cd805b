package dev.muster.model.spec;

/**
 * The value of a secret, fit to be a variable and to be found again in what processes print. No
 * message about it shows it.
 *
 * @param text the value
 */
public record SecretValue(String text) {
  /** Shorter ones cannot be told from other text. */
  public static final int CHARACTERS_MIN = 4;

  /** How long one may be. */
  public static final int BYTES_MAX = 16 * 1024;

  public SecretValue {
    if (text.codePointCount(0, text.length()) < CHARACTERS_MIN) {
      throw new IllegalArgumentException(
          "has %d characters (expected: at least %d, so that it can be kept out of logs)"
              .formatted(text.codePointCount(0, text.length()), CHARACTERS_MIN));
    }
    if (text.codePoints().mapToLong(SecretValue::bytes).sum() > BYTES_MAX) {
      throw new IllegalArgumentException(
          "is too long (expected: at most %d bytes)".formatted(BYTES_MAX));
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("has a NUL character (expected: text)");
    }
  }

  /**
   * The value that is a file's content, without a line break at its end.
   *
   * @throws IllegalArgumentException when that cannot be a value
   */
  public static SecretValue ofFile(String content) {
    return new SecretValue(content.replaceFirst("\\r?\\n\\z", ""));
  }

  /** How many bytes a character takes in UTF-8. */
  private static int bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  @Override
  public String toString() {
    return "SecretValue[redacted]";
  }
}
