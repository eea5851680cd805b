package dev.muster.client.pack;

import java.util.regex.Pattern;

/** Turns a pattern of an ignore file into a regular expression over paths with slashes. */
final class Glob {
  /** Any number of folders, also none. */
  static final String ANY_FOLDERS = "(?:[^/]+/)*";

  private static final String ANY_IN_NAME = "[^/]*";
  private static final String ONE_IN_NAME = "[^/]";
  private static final String EVERYTHING = ".+";
  private static final String NOTHING = "(?!)";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private Glob(String glob) {
    this.glob = glob;
  }

  static String regex(String glob) {
    Glob reader = new Glob(glob);
    while (reader.at < glob.length()) {
      reader.next();
    }
    return reader.regex.toString();
  }

  private void next() {
    switch (glob.charAt(at)) {
      case '*' -> stars();
      case '?' -> add(ONE_IN_NAME, 1);
      case '[' -> set();
      case '\\' -> escaped();
      default -> literal(at, 1);
    }
  }

  /** Two stars between slashes are folders; any other stars stay within a name. */
  private void stars() {
    int end = at;
    while (end < glob.length() && glob.charAt(end) == '*') {
      end++;
    }
    boolean whole = end - at == 2 && (at == 0 || glob.charAt(at - 1) == '/');
    if (whole && end == glob.length()) {
      add(EVERYTHING, end - at);
    } else if (whole && glob.charAt(end) == '/') {
      add(ANY_FOLDERS, end - at + 1);
    } else {
      add(ANY_IN_NAME, end - at);
    }
  }

  /** {@code [a-z]}, {@code [!a]}; a bracket that nothing closes matches nothing. */
  private void set() {
    int first = at + 1;
    boolean negated = first < glob.length() && "!^".indexOf(glob.charAt(first)) >= 0;
    int start = negated ? first + 1 : first;
    int close = glob.indexOf(']', start + 1);
    if (close < 0) {
      add(NOTHING, 1);
      return;
    }
    String members = glob.substring(start, close).replaceAll("[\\[\\]&^]", "\\\\$0");
    add("(?!/)[" + (negated ? "^" : "") + members + "]", close + 1 - at);
  }

  private void escaped() {
    if (at + 1 == glob.length()) {
      literal(at, 1);
      return;
    }
    at++;
    literal(at, 1);
  }

  private void literal(int index, int length) {
    add(Pattern.quote(glob.substring(index, index + length)), length);
  }

  private void add(String part, int read) {
    regex.append(part);
    at += read;
  }
}
