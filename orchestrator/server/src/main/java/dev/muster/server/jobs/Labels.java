package dev.muster.server.jobs;

import dev.muster.server.web.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The labels that a list of jobs can be narrowed to. */
final class Labels {
  /** How many at once. */
  private static final int COUNT_MAX = 20;

  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9](?:[-A-Za-z0-9_./]{0,251}[A-Za-z0-9])?)=(.{0,256})");

  private Labels() {}

  /**
   * Reads {@code key=value}.
   *
   * @param labels null for none
   * @throws IllegalArgumentException if one cannot be a label
   */
  static Map<String, String> parse(@Nullable List<String> labels) {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String label : labels == null ? List.<String>of() : labels) {
      Matcher matcher = LABEL.matcher(label);
      if (!matcher.matches() || parsed.size() == COUNT_MAX) {
        throw new IllegalArgumentException(
            "label: \"%s\" (expected: key=value, at most %d of them)"
                .formatted(Shown.text(label), COUNT_MAX));
      }
      parsed.put(matcher.group(1), matcher.group(2));
    }
    return parsed;
  }
}
