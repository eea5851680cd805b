package dev.muster.manifest.value;

import java.util.List;

/** Lists as English writes them. */
public final class Wording {
  private Wording() {}

  /** {@code a, b or c}. */
  public static String or(List<String> words) {
    return joined(words, " or ");
  }

  /** {@code a, b and c}. */
  public static String and(List<String> words) {
    return joined(words, " and ");
  }

  private static String joined(List<String> words, String last) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    int end = words.size() - 1;
    return String.join(", ", words.subList(0, end)) + last + words.get(end);
  }
}
