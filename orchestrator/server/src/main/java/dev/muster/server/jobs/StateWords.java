package dev.muster.server.jobs;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of the states that a list of jobs can be narrowed to. */
public final class StateWords {
  public static final List<String> KNOWN =
      List.of(
          "queued",
          "admitted",
          "provisioning",
          "starting",
          "running",
          "draining",
          "suspended",
          "succeeded",
          "failed",
          "cancelled");

  private StateWords() {}

  /**
   * Reads words with commas between; empty for all states.
   *
   * @throws IllegalArgumentException if a word is not known
   */
  static Set<String> parse(@Nullable String words) {
    Set<String> wanted = words == null ? Set.of() : Set.copyOf(List.of(words.split(",")));
    for (String word : wanted) {
      if (!KNOWN.contains(word)) {
        throw new IllegalArgumentException(
            "state: \"%s\" (expected: some of %s)".formatted(word, String.join(",", KNOWN)));
      }
    }
    return wanted;
  }
}
