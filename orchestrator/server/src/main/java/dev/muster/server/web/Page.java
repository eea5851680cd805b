package dev.muster.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list that only grows at its end. Its cursor says of what and where, so that one of
 * another list is refused.
 *
 * @param <T> what is listed
 * @param items the piece
 * @param next the cursor of the following piece; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Items on one page of any list. */
  public static final int LIMIT_MAX = 500;

  /**
   * The piece behind a cursor.
   *
   * @param list a name that no other list has
   * @param all the whole list
   * @param cursor null for the beginning
   * @throws RefusedException if limit or cursor make no sense here
   */
  public static <T> Page<T> of(String list, List<T> all, @Nullable String cursor, int limit) {
    requireLimit("limit", limit);
    int from = cursor == null ? 0 : place(list, cursor);
    if (from > all.size()) {
      throw foreign(String.valueOf(cursor));
    }
    int to = Math.min(all.size(), from + limit);
    return new Page<>(List.copyOf(all.subList(from, to)), to == all.size() ? null : at(list, to));
  }

  /** Lets a number of items pass that a page may have. */
  public static void requireLimit(String name, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw RefusedException.badRequest(
          "%s: %d (expected: 1 to %d)".formatted(name, limit, LIMIT_MAX));
    }
  }

  private static String at(String list, int place) {
    String plain = list + " " + place;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static int place(String list, String cursor) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(cursor);
      String plain = new String(decoded, StandardCharsets.UTF_8);
      if (plain.startsWith(list + " ")) {
        int place = Integer.parseInt(plain.substring(list.length() + 1));
        if (place >= 0) {
          return place;
        }
      }
    } catch (IllegalArgumentException e) {
      throw foreign(cursor);
    }
    throw foreign(cursor);
  }

  private static RefusedException foreign(String cursor) {
    return RefusedException.badRequest(
        "cursor: \"%s\" (expected: \"next\" of the page before, of the same list)"
            .formatted(Shown.text(cursor)));
  }
}
