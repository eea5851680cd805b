package dev.muster.manifest.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is looked for in lines. It has RE2's syntax: without back references,
 * and so without patterns that take longer than a line is long.
 */
public record LinePattern() implements ValueType<String> {
  /** Longest expression; a longer one is a program. */
  private static final int MAX_LENGTH = 1000;

  /**
   * Instructions of a compiled expression, about; each is looked at for each character of a line.
   */
  private static final int MAX_SIZE = 10_000;

  private static final String TOO_LARGE =
      "a regular expression in RE2 syntax with fewer repetitions in each other";

  private static final Text FORM =
      Text.of(
          "a regular expression in RE2 syntax, at most %d characters".formatted(MAX_LENGTH),
          MAX_LENGTH,
          "[^\\x00-\\x1F\\x7F]+");

  @Override
  public String expectation() {
    return FORM.expectation();
  }

  @Override
  public @Nullable String read(Node node, Problems problems) {
    String pattern = FORM.read(node, problems);
    if (pattern == null) {
      return null;
    }
    if (PatternSize.exceeds(MAX_SIZE, pattern)) {
      problems.add(Problem.wrong(node, TOO_LARGE, null));
      return null;
    }
    try {
      return Pattern.compile(pattern).pattern();
    } catch (PatternSyntaxException e) {
      problems.add(Problem.wrong(node, reason(e), null));
      return null;
    }
  }

  private static String reason(PatternSyntaxException e) {
    String part = e.getPattern();
    String where = part == null || part.isEmpty() ? "" : " in `%s`".formatted(part);
    return "a regular expression in RE2 syntax, this one has: " + e.getDescription() + where;
  }

  @Override
  public Schema schema() {
    return FORM.schema().with("format", "regex").examples("CUDA error: .*uncorrectable");
  }
}
