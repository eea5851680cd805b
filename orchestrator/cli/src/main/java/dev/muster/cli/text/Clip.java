package dev.muster.cli.text;

import java.util.regex.Pattern;

/** Cuts painted lines to a width. */
public final class Clip {
  private static final char ESCAPE = '\u001b';

  /** Colours and movements; titles and links, which a bell or an escape ends. */
  private static final Pattern ESCAPES =
      Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)");

  private static final Pattern REWRITTEN = Pattern.compile("\r+\n?");
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
        .map(c -> Character.isISOControl(c) || turns(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** What a program wrote to a terminal, as text: without its escapes, each rewrite a line. */
  public static String written(String text) {
    String plain = ESCAPES.matcher(text).replaceAll("");
    return REWRITTEN.matcher(plain).replaceAll("\n");
  }

  /** Without what a terminal would act on, but with lines, tabs and our own colours. */
  public static String clean(String text) {
    if (text.codePoints().noneMatch(Clip::isActive)) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int close = codePoint == ESCAPE ? Style.end(text, at) : -1;
      int end = close > 0 ? close : at + Character.charCount(codePoint);
      clean.append(close < 0 && isActive(codePoint) ? " " : text.substring(at, end));
      at = end;
    }
    return clean.toString();
  }

  /** Controls other than line end and tab, and what turns the direction of writing. */
  private static boolean isActive(int codePoint) {
    return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
        || turns(codePoint);
  }

  private static boolean turns(int codePoint) {
    return (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
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
