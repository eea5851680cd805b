package dev.muster.manifest.field;

import dev.muster.manifest.value.ValueType;

/**
 * A field that this version does what it says.
 *
 * @param absence what holds when it is not there
 */
public record Obeyed<T>(String path, String meaning, ValueType<T> type, Absence absence)
    implements Field {

  /** What holds when a field is not there. */
  public sealed interface Absence {
    /** Its section must have it. */
    record Fails() implements Absence {}

    /** The same as if this were written. */
    record Default(String written) implements Absence {}

    /** What the words say. */
    record Consequence(String words) implements Absence {}
  }

  public static <T> Obeyed<T> required(String path, ValueType<T> type, String meaning) {
    return new Obeyed<>(path, meaning, type, new Absence.Fails());
  }

  public static <T> Obeyed<T> or(String written, String path, ValueType<T> type, String meaning) {
    return new Obeyed<>(path, meaning, type, new Absence.Default(written));
  }

  public static <T> Obeyed<T> optional(
      String path, ValueType<T> type, String meaning, String consequence) {
    return new Obeyed<>(path, meaning, type, new Absence.Consequence(consequence));
  }

  @Override
  public boolean obeyed() {
    return true;
  }

  @Override
  public boolean required() {
    return absence instanceof Absence.Fails;
  }
}
