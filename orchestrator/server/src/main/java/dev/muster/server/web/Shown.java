package dev.muster.server.web;

/**
 * Text from outside as messages may show it: short, and without characters that steer terminals.
 */
public final class Shown {
  /** So much of it is shown. */
  private static final int LENGTH_MAX = 200;

  private Shown() {}

  /** A text from outside. */
  public static String text(String outside) {
    StringBuilder shown = new StringBuilder();
    outside
        .codePoints()
        .limit(LENGTH_MAX)
        .forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return outside.length() > LENGTH_MAX ? shown.append('…').toString() : shown.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
