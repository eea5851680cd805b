package dev.muster.manifest.field;

import org.jspecify.annotations.Nullable;

/**
 * A field that has fields of its own.
 *
 * @param required whether what it stands in must have it
 * @param one whether it has exactly one of its fields
 * @param word what may stand here instead of the fields, and means the same as nothing; or null
 */
public record Section(
    String path, String meaning, boolean required, boolean one, @Nullable String word)
    implements Field {

  public static Section required(String path, String meaning) {
    return new Section(path, meaning, true, false, null);
  }

  public static Section optional(String path, String meaning) {
    return new Section(path, meaning, false, false, null);
  }

  /** One that must be there and has exactly one of its fields. */
  public static Section oneOf(String path, String meaning) {
    return new Section(path, meaning, true, true, null);
  }

  public static Section or(String word, String path, String meaning) {
    return new Section(path, meaning, false, false, word);
  }
}
