package dev.muster.manifest.tree;

import java.util.Collection;
import java.util.stream.Collectors;

/** How values of a manifest look in messages: on one line, printable, short. */
public final class Shown {
  private static final int MAX_LENGTH = 60;
  private static final int MAX_ITEMS = 8;

  private Shown() {}

  /** A text without line ends and other control characters, cut where it gets long. */
  public static String line(String text) {
    String printable =
        text.codePoints()
            .limit(MAX_LENGTH + 1L)
            .mapToObj(Shown::printable)
            .collect(Collectors.joining());
    return printable.length() <= MAX_LENGTH
        ? printable
        : printable.substring(0, end(printable)) + "…";
  }

  static String all(String open, Collection<String> items, String close) {
    String more = items.size() > MAX_ITEMS ? ", …" : "";
    return items.stream()
        .limit(MAX_ITEMS)
        .map(Shown::line)
        .collect(Collectors.joining(", ", open, more + close));
  }

  private static int end(String text) {
    return text.offsetByCodePoints(0, text.codePointCount(0, MAX_LENGTH - 1));
  }

  private static String printable(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      default ->
          Character.isISOControl(codePoint)
              ? "\\u%04x".formatted(codePoint)
              : Character.toString(codePoint);
    };
  }
}
