package dev.muster.agent.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions are wanted: clauses as Python's packaging knows them, joined by commas, all of
 * which must hold. Releases only, which is what interpreters are.
 */
final class VersionSpecifier {
  private static final Pattern CLAUSE =
      Pattern.compile("(~=|==|!=|<=|>=|<|>)\\s*(\\d+(?:\\.\\d+)*)(\\.\\*)?");

  private final List<Clause> clauses;

  private VersionSpecifier(List<Clause> clauses) {
    this.clauses = clauses;
  }

  /**
   * Reads a specifier.
   *
   * @throws IllegalArgumentException if it is none
   */
  static VersionSpecifier parse(String text) {
    return new VersionSpecifier(Arrays.stream(text.split(",", -1)).map(Clause::parse).toList());
  }

  /** Whether a release such as {@code 3.11.7} is wanted. */
  boolean accepts(String release) {
    List<Integer> version = numbers(release);
    return clauses.stream().allMatch(clause -> clause.accepts(version));
  }

  /** One comparison; {@code prefix} compares only as many numbers as it names. */
  private record Clause(String operator, List<Integer> version, boolean prefix) {
    static Clause parse(String text) {
      Matcher matcher = CLAUSE.matcher(text.strip());
      boolean prefix = matcher.matches() && matcher.group(3) != null;
      if (!matcher.matches() || (prefix && !matcher.group(1).matches("[=!]="))) {
        throw new IllegalArgumentException(
            "version: \"%s\" (expected: clauses such as >=3.10 or ==3.11.*, joined by commas)"
                .formatted(text));
      }
      return new Clause(matcher.group(1), numbers(matcher.group(2)), prefix);
    }

    boolean accepts(List<Integer> found) {
      int order = compare(found, version, Math.max(found.size(), version.size()));
      boolean same = prefix ? compare(found, version, version.size()) == 0 : order == 0;
      return switch (operator) {
        case "==" -> same;
        case "!=" -> !same;
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        case "~=" -> order >= 0 && compare(found, version, version.size() - 1) == 0;
        default -> throw new IllegalStateException("operator: " + operator);
      };
    }
  }

  private static int compare(List<Integer> left, List<Integer> right, int numbers) {
    for (int i = 0; i < numbers; i++) {
      int order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(List<Integer> version, int index) {
    return index < version.size() ? version.get(index) : 0;
  }

  private static List<Integer> numbers(String release) {
    return Arrays.stream(release.split("\\.", -1)).map(Integer::valueOf).toList();
  }
}
