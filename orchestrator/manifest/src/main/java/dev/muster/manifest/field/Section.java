package dev.muster.manifest.field;

import org.jspecify.annotations.Nullable;

/**
 * A field that has fields of its own.
 *
 * @param required whether what it stands in must have it
 * @param one whether it has exactly one of its fields
 * @param word what may stand here instead of the fields, and means the same as nothing; or null
 * @param instead what to do about it, when this version cannot obey it; or null
 */
public record Section(
    String path,
    String meaning,
    boolean required,
    boolean one,
    @Nullable String word,
    @Nullable String instead)
    implements Field {
  public static Section required(String path, String meaning) {
    return new Section(path, meaning, true, false, null, null);
  }

  public static Section optional(String path, String meaning) {
    return new Section(path, meaning, false, false, null, null);
  }

  public static Section or(String word, String path, String meaning) {
    return new Section(path, meaning, false, false, word, null);
  }

  /** The same, of which exactly one field is there. */
  public Section withOne() {
    return new Section(path, meaning, required, true, word, instead);
  }

  @Override
  public boolean obeyed() {
    return instead == null;
  }
}
