package dev.muster.cli.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paints text, or does not.
 *
 * @param colour whether the reader sees colours
 */
public record Style(boolean colour) {
  /** For files, pipes and people who do not want colours. */
  public static final Style PLAIN = new Style(false);

  private static final Pattern PAINT = Pattern.compile("\u001b\\[(?:0|1|2|3[1236])m");

  /** Behind one of our colours that begins here; -1 when it is none. */
  static int end(String text, int at) {
    Matcher matcher = PAINT.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() : -1;
  }

  String bold(String text) {
    return painted("1", text);
  }

  String dim(String text) {
    return painted("2", text);
  }

  /** A job's state in its colour. */
  String state(String state) {
    return switch (state) {
      case "succeeded" -> painted("32", state);
      case "failed" -> painted("31", state);
      case "running" -> painted("36", state);
      case "cancelled", "draining", "queued", "suspended" -> painted("33", state);
      default -> state;
    };
  }

  /** A doctor's verdict in its colour. */
  public String verdict(String verdict) {
    return switch (verdict) {
      case "ok" -> good(verdict);
      case "missing" -> bad(verdict);
      default -> waiting(verdict);
    };
  }

  String good(String text) {
    return painted("32", text);
  }

  String bad(String text) {
    return painted("31", text);
  }

  String busy(String text) {
    return painted("36", text);
  }

  String waiting(String text) {
    return painted("33", text);
  }

  private String painted(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
