package dev.muster.store;

/** The one check of bounds that callers choose. */
final class Limits {
  private Limits() {}

  static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, least, most));
    }
  }
}
