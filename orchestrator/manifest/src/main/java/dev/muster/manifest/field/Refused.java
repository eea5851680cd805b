package dev.muster.manifest.field;

import org.jspecify.annotations.Nullable;

/**
 * A field that manifests may have and this version cannot obey.
 *
 * @param instead what to do about it
 * @param neutral the one value that asks for nothing and is let through; or null
 */
public record Refused(String path, String meaning, String instead, @Nullable String neutral)
    implements Field {

  public static Refused field(String path, String meaning) {
    return new Refused(path, meaning, "remove it", null);
  }

  public static Refused field(String path, String meaning, String instead) {
    return new Refused(path, meaning, instead, null);
  }

  public static Refused unless(String neutral, String path, String meaning) {
    return new Refused(path, meaning, "write %s or remove it".formatted(neutral), neutral);
  }
}
