package dev.muster.manifest.value;

import org.jspecify.annotations.Nullable;

/** What became of a scalar. */
public sealed interface Parsed<T> {

  record Good<T>(T value) implements Parsed<T> {}

  /**
   * Not what was expected.
   *
   * @param suggestion the nearest thing that would do; null without one
   */
  record Wrong<T>(@Nullable String suggestion) implements Parsed<T> {}

  /**
   * Known and refused.
   *
   * @param what the thing, by name
   * @param instead what to do
   */
  record Unsupported<T>(String what, String instead) implements Parsed<T> {}

  static <T> Parsed<T> wrong() {
    return new Wrong<>(null);
  }
}
