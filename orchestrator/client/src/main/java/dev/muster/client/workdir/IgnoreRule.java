package dev.muster.client.workdir;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a {@code .gitignore}, by git's rules.
 *
 * @param path what it matches: a path below the file's folder, with slashes
 * @param foldersOnly whether it means folders only
 * @param ignores false for a line with {@code !}, which takes something back in
 */
record IgnoreRule(Pattern path, boolean foldersOnly, boolean ignores) {
  /** The rule of a line; empty for a blank line or a comment. */
  static Optional<IgnoreRule> parse(String line) {
    String text = withoutTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    text = negated ? text.substring(1) : text;
    boolean foldersOnly = text.endsWith("/");
    text = foldersOnly ? text.substring(0, text.length() - 1) : text;
    boolean anchored = text.contains("/");
    text = text.startsWith("/") ? text.substring(1) : text;
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String anywhere = anchored ? "" : "(?:.*/)?";
    return Optional.of(
        new IgnoreRule(Pattern.compile(anywhere + Glob.regex(text)), foldersOnly, !negated));
  }

  boolean matches(String candidate, boolean folder) {
    return (folder || !foldersOnly) && path.matcher(candidate).matches();
  }

  private static String withoutTrailingSpaces(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ' && !text.startsWith("\\", Math.max(0, end - 2))) {
      end--;
    }
    return text.substring(0, end);
  }
}
