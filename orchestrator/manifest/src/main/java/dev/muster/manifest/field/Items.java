package dev.muster.manifest.field;

/**
 * A list of which each item has fields of its own; their paths go on behind {@code []}.
 *
 * @param noun what one item is
 * @param most how many items there may be
 */
public record Items(String path, String meaning, String noun, int most) implements Field {

  /** The path of the section that each item is. */
  String section() {
    return path + "[]";
  }

  /** What is expected, in words. */
  public String expectation() {
    return "a list of at most %d %ss".formatted(most, noun);
  }
}
