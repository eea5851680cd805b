package dev.muster.client.pack;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of an ignore file, by the rules that git has for them.
 *
 * @param path what the path below the file's folder must look like as a whole
 * @param negated whether what matches is taken back in
 * @param foldersOnly whether it is about folders alone
 */
record IgnoreRule(Pattern path, boolean negated, boolean foldersOnly) {
  /** Reads a line; empty for a blank one and a comment. */
  static Optional<IgnoreRule> parse(String line) {
    String text = withoutTrailingBlanks(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    String pattern = negated ? text.substring(1) : text;
    boolean foldersOnly = pattern.endsWith("/");
    String glob = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    return glob.isEmpty()
        ? Optional.empty()
        : Optional.of(new IgnoreRule(anchored(glob), negated, foldersOnly));
  }

  /** Whether a path below the file's folder is meant. */
  boolean matches(String below, boolean folder) {
    return (folder || !foldersOnly) && path.matcher(below).matches();
  }

  /**
   * A slash at the start or within ties a pattern to the file's folder; else it is for any depth.
   */
  private static Pattern anchored(String glob) {
    boolean anchored = glob.contains("/");
    String relative = glob.startsWith("/") ? glob.substring(1) : glob;
    String regex = Glob.regex(relative);
    return Pattern.compile(anchored ? regex : Glob.ANY_FOLDERS + regex, Pattern.DOTALL);
  }

  /** Blanks at the end do not count, unless a backslash says so. */
  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean escaped = end < line.length() && end > 0 && line.charAt(end - 1) == '\\';
    return line.substring(0, escaped ? end + 1 : end);
  }
}
