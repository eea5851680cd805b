package dev.muster.manifest.field;

import org.jspecify.annotations.Nullable;

/**
 * A list of which each item has fields of its own; their paths go on behind {@code []}.
 *
 * @param noun what one item is
 * @param most how many items there may be
 * @param instead what to do about it, when this version cannot obey it; or null
 */
public record Items(String path, String meaning, String noun, int most, @Nullable String instead)
    implements Field {
  public Items(String path, String meaning, String noun, int most) {
    this(path, meaning, noun, most, null);
  }

  /** The path of the section that each item is. */
  public String section() {
    return path + "[]";
  }

  /** What is expected, in words. */
  public String expectation() {
    return "a list of at most %d %ss".formatted(most, noun);
  }

  @Override
  public boolean obeyed() {
    return instead == null;
  }

  @Override
  public boolean required() {
    return false;
  }
}
