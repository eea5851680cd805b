package dev.muster.engine.step;

/** Numbers with their word, for people. */
final class Counted {
  private Counted() {}

  /** For example {@code 1 node}, {@code 2 nodes}. */
  static String of(long count, String word) {
    return "%d %s%s".formatted(count, word, count == 1 ? "" : "s");
  }
}
