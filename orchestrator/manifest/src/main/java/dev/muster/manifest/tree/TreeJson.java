package dev.muster.manifest.tree;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.util.RawValue;

/**
 * Writes a tree as JSON that reads as the same tree. A number that only YAML knows, such as {@code
 * 0x10} or {@code 007}, becomes text.
 */
public final class TreeJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** What JSON takes for a number. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private TreeJson() {}

  /** The tree as JSON; ends with a line end. */
  public static String text(Node root) {
    return text(value(root));
  }

  /** Maps, lists, text, numbers and truth values as JSON; ends with a line end. */
  public static String text(Object value) {
    return JSON.writeValueAsString(value) + "\n";
  }

  /** A tree as maps, lists, text, numbers and truth values. */
  public static Object value(Node node) {
    return switch (node) {
      case Scalar scalar -> value(scalar);
      case Sequence sequence -> sequence.items().stream().map(TreeJson::value).toList();
      case Mapping mapping -> {
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().values().forEach(e -> values.put(e.name(), value(e.value())));
        yield values;
      }
    };
  }

  private static Object value(Scalar scalar) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case TEXT -> text;
      case WHOLE, DECIMAL -> NUMBER.matcher(text).matches() ? new RawValue(text) : text;
      case TRUTH -> text.toLowerCase(Locale.ROOT).equals("true");
      case NOTHING -> NullNode.getInstance();
    };
  }
}
