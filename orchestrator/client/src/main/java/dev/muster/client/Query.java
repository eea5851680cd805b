package dev.muster.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Builds the path and query of a request; what is null is left out. */
final class Query {
  private final StringBuilder path = new StringBuilder("/api/v1");
  private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

  /** A path below the interface's root; each segment is encoded. */
  static Query of(String... segments) {
    Query query = new Query();
    for (String segment : segments) {
      query.path.append('/').append(encoded(segment));
    }
    return query;
  }

  Query with(String name, @Nullable Object value) {
    if (value != null) {
      parameters.add(name + "=" + encoded(value.toString()));
    }
    return this;
  }

  @Override
  public String toString() {
    return path.toString() + parameters;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
