package dev.muster.cli.text;

/** Cuts painted lines to a width. */
public final class Clip {
  private static final char ESCAPE = '\u001b';
  private static final String RESET = "\u001b[0m";

  private Clip() {}

  /** The line, or as much of it as fits and an ellipsis; colours take no room. */
  public static String to(int width, String line) {
    if (length(line) <= width) {
      return line;
    }
    StringBuilder kept = new StringBuilder();
    boolean painted = false;
    int columns = 0;
    for (int at = 0; at < line.length() && columns < width - 1; ) {
      int end = end(line, at);
      painted |= line.charAt(at) == ESCAPE;
      columns += line.charAt(at) == ESCAPE ? 0 : 1;
      kept.append(line, at, end);
      at = end;
    }
    return kept.append('…').append(painted ? RESET : "").toString();
  }

  /** How many columns a line takes: one for each code point. */
  static int length(String line) {
    int columns = 0;
    for (int at = 0; at < line.length(); at = end(line, at)) {
      columns += line.charAt(at) == ESCAPE ? 0 : 1;
    }
    return columns;
  }

  /** What a terminal would act on becomes a blank. */
  public static String visible(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Behind the code point or the colour that begins here. */
  private static int end(String line, int at) {
    if (line.charAt(at) != ESCAPE) {
      return at + Character.charCount(line.codePointAt(at));
    }
    int close = line.indexOf('m', at);
    return close < 0 ? line.length() : close + 1;
  }
}
