package dev.muster.manifest.field;

import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.value.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that this version does what it says.
 *
 * @param absence what holds when it is not there
 * @param fallback the value of its default; null without one
 */
public record Obeyed<T>(
    String path, String meaning, ValueType<T> type, Absence absence, @Nullable T fallback)
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
    return new Obeyed<>(path, meaning, type, new Absence.Fails(), null);
  }

  public static <T> Obeyed<T> or(String written, String path, ValueType<T> type, String meaning) {
    T fallback = type.read(Scalar.plain(written), new Problems());
    Objects.requireNonNull(fallback, path);
    return new Obeyed<>(path, meaning, type, new Absence.Default(written), fallback);
  }

  public static <T> Obeyed<T> optional(
      String path, ValueType<T> type, String meaning, String consequence) {
    return new Obeyed<>(path, meaning, type, new Absence.Consequence(consequence), null);
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
