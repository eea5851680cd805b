package dev.muster.manifest.field;

import dev.muster.manifest.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A field that manifests may have and this version cannot obey. It is looked at all the same, to
 * tell a value that a later version takes from one that none will.
 *
 * @param required whether what it stands in must have it
 * @param instead what to do about it
 * @param neutral the one value that asks for nothing and is let through; or null
 */
public record Refused<T>(
    String path,
    String meaning,
    ValueType<T> type,
    boolean required,
    String instead,
    @Nullable String neutral)
    implements Field {
  private static final String REMOVE = "remove it";

  public static <T> Refused<T> field(String path, ValueType<T> type, String meaning) {
    return field(path, type, meaning, REMOVE);
  }

  public static <T> Refused<T> field(
      String path, ValueType<T> type, String meaning, String instead) {
    return new Refused<>(path, meaning, type, false, instead, null);
  }

  /** One that what it stands in, which is refused too, must have. */
  public static <T> Refused<T> required(String path, ValueType<T> type, String meaning) {
    return new Refused<>(path, meaning, type, true, REMOVE, null);
  }

  public static <T> Refused<T> unless(
      String neutral, String path, ValueType<T> type, String meaning) {
    String instead = "write %s or remove it".formatted(neutral);
    return new Refused<>(path, meaning, type, false, instead, neutral);
  }

  /** A section that is refused with all its fields. */
  public static Section section(String path, String meaning) {
    return new Section(path, meaning, false, false, null, REMOVE);
  }

  /** A list that is refused with all its items. */
  public static Items items(String path, String meaning, String noun, String instead) {
    return new Items(path, meaning, noun, 64, instead);
  }

  @Override
  public boolean obeyed() {
    return false;
  }
}
