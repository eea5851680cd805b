package dev.muster.client.workdir;

import java.util.regex.Pattern;

/**
 * Turns a pattern of a {@code .gitignore} into a regular expression: {@code *} and {@code ?} stay
 * within one name, {@code **} goes across folders, {@code [a-z]} is a set, a backslash takes the
 * next character as it is.
 */
final class Glob {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private Glob(String glob) {
    this.glob = glob;
  }

  static String regex(String glob) {
    return new Glob(glob).translate();
  }

  private String translate() {
    while (at < glob.length()) {
      one();
    }
    return regex.toString();
  }

  private void one() {
    if (taken("/**/", "/(?:.*/)?") || atStart("**/", "(?:.*/)?") || atEnd("/**", "/.*")) {
      return;
    }
    char c = glob.charAt(at);
    at++;
    switch (c) {
      case '*' -> stars();
      case '?' -> regex.append("[^/]");
      case '[' -> set();
      case '\\' -> escaped();
      default -> regex.append(Pattern.quote(String.valueOf(c)));
    }
  }

  private boolean taken(String part, String meaning) {
    if (!glob.startsWith(part, at)) {
      return false;
    }
    at += part.length();
    regex.append(meaning);
    return true;
  }

  private boolean atStart(String part, String meaning) {
    return at == 0 && taken(part, meaning);
  }

  private boolean atEnd(String part, String meaning) {
    return at + part.length() == glob.length() && taken(part, meaning);
  }

  /** Several stars that are no {@code **} between slashes mean one. */
  private void stars() {
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    regex.append("[^/]*");
  }

  private void escaped() {
    if (at < glob.length()) {
      regex.append(Pattern.quote(String.valueOf(glob.charAt(at))));
      at++;
    }
  }

  private void set() {
    int end = glob.indexOf(']', at + 1);
    if (end < 0) {
      regex.append("\\[");
      return;
    }
    String members = glob.substring(at, end);
    boolean negated = members.startsWith("!") || members.startsWith("^");
    String plain = negated ? members.substring(1) : members;
    regex.append(negated ? "[^/" : "[");
    regex.append(plain.replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&"));
    regex.append(']');
    at = end + 1;
  }
}
