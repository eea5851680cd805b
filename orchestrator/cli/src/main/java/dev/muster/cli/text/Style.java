package dev.muster.cli.text;

/**
 * Paints text, or does not.
 *
 * @param colour whether the reader sees colours
 */
public record Style(boolean colour) {
  /** For files, pipes and people who do not want colours. */
  public static final Style PLAIN = new Style(false);

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
