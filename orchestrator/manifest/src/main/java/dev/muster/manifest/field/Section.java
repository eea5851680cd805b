package dev.muster.manifest.field;

import org.jspecify.annotations.Nullable;

/**
 * A field that has fields of its own.
 *
 * @param required whether what it stands in must have it
 * @param word what may stand here instead of the fields, and means the same as nothing; or null
 */
public record Section(String path, String meaning, boolean required, @Nullable String word)
    implements Field {

  public static Section required(String path, String meaning) {
    return new Section(path, meaning, true, null);
  }

  public static Section optional(String path, String meaning) {
    return new Section(path, meaning, false, null);
  }

  public static Section or(String word, String path, String meaning) {
    return new Section(path, meaning, false, word);
  }
}
