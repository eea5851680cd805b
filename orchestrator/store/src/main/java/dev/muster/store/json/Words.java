package dev.muster.store.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values and the stable words that stand for them in rows.
 *
 * @param type the values' type
 * @param word the word of a value
 * @param value the value of a word; throws {@link IllegalArgumentException} if there is none
 */
public record Words<T>(Class<T> type, Function<T, String> word, Function<String, T> value) {

  /** An enum whose constants have words of their own. */
  public static <E extends Enum<E>> Words<E> of(Class<E> type, Function<E, String> word) {
    Map<String, E> byWord =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(word, constant -> constant));
    return new Words<>(type, word, text -> known(type, byWord, text));
  }

  /** An enum whose words are its constants' names in lower case. */
  public static <E extends Enum<E>> Words<E> of(Class<E> type) {
    return of(type, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static <E> E known(Class<E> type, Map<String, E> byWord, String text) {
    E value = byWord.get(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected one of %s)"
              .formatted(type.getSimpleName(), text, byWord.keySet().stream().sorted().toList()));
    }
    return value;
  }
}
