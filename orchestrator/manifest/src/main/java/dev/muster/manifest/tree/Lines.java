package dev.muster.manifest.tree;

/** The lines of a text, asked for from its start to its end. */
final class Lines {
  private final String text;
  private int line = 1;
  private int at;

  Lines(String text) {
    this.text = text;
  }

  /**
   * The lines from one to before another; all that is left when there are not as many.
   *
   * @param from not before an earlier {@code to}
   */
  String between(int from, int to) {
    goTo(from);
    int start = at;
    goTo(to);
    return text.substring(start, at);
  }

  private void goTo(int wanted) {
    while (line < wanted && at < text.length()) {
      char found = text.charAt(at);
      at++;
      if (found == '\n' || (found == '\r' && !text.startsWith("\n", at))) {
        line++;
      }
    }
  }
}
