package dev.muster.manifest.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression gets once its counted repetitions are written out, roughly: those
 * that stand in each other multiply, so that a short text can ask for more than any memory holds.
 */
final class PatternSize {
  private static final Pattern TIMES = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");
  private static final Pattern NAMED = Pattern.compile("\\\\[pPx]\\{[^}]*\\}");
  private static final Pattern CLASS =
      Pattern.compile("\\[\\^?\\]?(?:\\[:\\^?[a-z]+:\\]|\\\\.|[^\\]\\\\])*\\]");
  private static final Pattern QUOTED = Pattern.compile("\\\\Q.*?(?:\\\\E|$)");
  private static final Pattern ESCAPED = Pattern.compile("\\\\.");

  private final Deque<Long> outside = new ArrayDeque<>();
  private final String pattern;
  private long sum;
  private long last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** Whether it is larger than a bound; costs no more than the text is long. */
  static boolean exceeds(long bound, String pattern) {
    PatternSize size = new PatternSize(pattern);
    while (size.at < pattern.length() && size.sum <= bound) {
      size.take();
    }
    return size.sum > bound;
  }

  private void take() {
    switch (pattern.charAt(at)) {
      case '(' -> open();
      case ')' -> close();
      case '{' -> repeat();
      case '[' -> piece(CLASS);
      case '\\' -> escape();
      default -> piece(1);
    }
  }

  private void open() {
    outside.push(sum);
    sum = 0;
    at++;
  }

  private void close() {
    last = sum + 1;
    sum = outside.isEmpty() ? last : outside.pop() + last;
    at++;
  }

  private void repeat() {
    Matcher times = matcher(TIMES);
    if (!times.lookingAt()) {
      piece(1);
      return;
    }
    String most = times.group(2);
    String count = most == null || most.isEmpty() ? times.group(1) : most;
    long repeated = last * Math.max(1, Integer.parseInt(count));
    sum += repeated - last;
    last = repeated;
    at = times.end();
  }

  private void escape() {
    if (pattern.startsWith("\\Q", at)) {
      piece(QUOTED);
    } else {
      piece(matcher(NAMED).lookingAt() ? NAMED : ESCAPED);
    }
  }

  private void piece(Pattern form) {
    Matcher matcher = matcher(form);
    piece(matcher.lookingAt() ? matcher.end() - at : 1);
  }

  private void piece(int length) {
    last = 1;
    sum++;
    at += length;
  }

  private Matcher matcher(Pattern form) {
    return form.matcher(pattern).region(at, pattern.length());
  }
}
