package dev.muster.server.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an answer that somebody wants, as {@code name,progress.step}. In a list they are
 * fields of its items; a name that no answer of this kind has is refused rather than left out.
 */
final class Fields {
  /** How long the list of names may be. */
  static final int LENGTH_MAX = 2_000;

  private static final String ITEMS = "items";

  private final Map<String, Fields> children = new LinkedHashMap<>();
  private boolean whole;

  /**
   * Reads a list of names.
   *
   * @param shape the record that is answered
   * @throws IllegalArgumentException if a name is none of its fields
   */
  static Fields parse(String text, Class<?> shape) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "fields: %d characters (expected: at most %d)".formatted(text.length(), LENGTH_MAX));
    }
    Fields root = new Fields();
    Type item = isList(shape) ? itemOf(shape) : shape;
    for (String path : text.split(",", -1)) {
      root.add(path, item);
    }
    return root;
  }

  /** What is wanted of an answer. */
  JsonNode of(JsonNode answer, Class<?> shape) {
    if (isList(shape) && answer instanceof ObjectNode list) {
      list.set(ITEMS, filtered(list.path(ITEMS)));
      return list;
    }
    return filtered(answer);
  }

  private void add(String path, Type shape) {
    Fields at = this;
    Type type = shape;
    for (String name : path.split("\\.", -1)) {
      type = component(path, name, type);
      at = at.children.computeIfAbsent(name, n -> new Fields());
    }
    at.whole = true;
  }

  private JsonNode filtered(JsonNode node) {
    if (whole) {
      return node;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode kept = JsonMapper.shared().createArrayNode();
      array.forEach(element -> kept.add(filtered(element)));
      return kept;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode kept = JsonMapper.shared().createObjectNode();
    children.forEach((name, child) -> {
      JsonNode value = object.get(name);
      if (value != null) {
        kept.set(name, child.filtered(value));
      }
    });
    return kept;
  }

  private static Type component(String path, String name, Type type) {
    Type element = elementOf(type);
    if (element instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return map.getActualTypeArguments()[1];
    }
    RecordComponent[] components =
        element instanceof Class<?> shape && shape.isRecord()
            ? shape.getRecordComponents()
            : new RecordComponent[0];
    return Stream.of(components)
        .filter(component -> component.getName().equals(name))
        .map(RecordComponent::getGenericType)
        .findFirst()
        .orElseThrow(() -> unknown(path, name, components));
  }

  private static IllegalArgumentException unknown(
      String path, String name, RecordComponent[] components) {
    String expected =
        components.length == 0
            ? "no field below a plain value"
            : Arrays.stream(components)
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", ", "some of ", ""));
    return new IllegalArgumentException(
        "fields: \"%s\": there is no %s (expected: %s)"
            .formatted(path, name.isEmpty() ? "field without a name" : name, expected));
  }

  private static Type elementOf(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == java.util.List.class
        ? list.getActualTypeArguments()[0]
        : type;
  }

  private static boolean isList(Class<?> shape) {
    return items(shape) != null;
  }

  private static Type itemOf(Class<?> shape) {
    RecordComponent items = items(shape);
    return items == null ? shape : items.getGenericType();
  }

  private static @Nullable RecordComponent items(Class<?> shape) {
    return shape.isRecord()
        ? Stream.of(shape.getRecordComponents())
            .filter(component -> component.getName().equals(ITEMS))
            .findFirst()
            .orElse(null)
        : null;
  }
}
