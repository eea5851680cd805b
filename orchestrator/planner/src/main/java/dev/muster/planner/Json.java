package dev.muster.planner;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of maps, lists, strings, numbers, booleans and nulls as JSON that people can read:
 * what fits in a line stands in a line.
 */
final class Json {
  /** Columns of a line, as far as nesting leaves a choice. */
  private static final int LINE_COLUMNS = 100;

  private Json() {}

  static String write(@Nullable Object tree) {
    return write(tree, "") + "\n";
  }

  private static String write(@Nullable Object value, String indent) {
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case List<?> list -> block('[', items(list, indent + "  "), ']', indent);
      case Map<?, ?> map -> block('{', fields(map, indent + "  "), '}', indent);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
    };
  }

  private static List<String> items(Collection<?> list, String indent) {
    return list.stream().map(item -> write(item, indent)).toList();
  }

  private static List<String> fields(Map<?, ?> map, String indent) {
    return map.entrySet().stream()
        .map(it -> quoted(it.getKey().toString()) + ": " + write(it.getValue(), indent))
        .toList();
  }

  private static String block(char open, List<String> members, char close, String indent) {
    String line = open + String.join(", ", members) + close;
    if (line.length() + indent.length() <= LINE_COLUMNS && !line.contains("\n")) {
      return line;
    }
    String separator = ",\n" + indent + "  ";
    return open + "\n" + indent + "  " + String.join(separator, members) + "\n" + indent + close;
  }

  private static String quoted(String text) {
    return text.chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int unit) {
    return switch (unit) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> unit < ' ' ? "\\u%04x".formatted(unit) : Character.toString((char) unit);
    };
  }
}
