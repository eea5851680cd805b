package dev.muster.agent.prepare;

/** Text as a word of another language, whatever is in it. */
final class Quoted {
  private Quoted() {}

  /** As one word of a shell. */
  static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** As a string of Python, on one line. */
  static String python(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
    return "'" + escaped + "'";
  }
}
