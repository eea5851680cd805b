package dev.muster.server.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Maps and lists as a YAML document has them; what is asked for is made when it is not there. */
final class Tree {
  private Tree() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object node) {
    return (Map<String, Object>) Objects.requireNonNull(node);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object node) {
    return (List<Object>) node;
  }

  static Map<String, Object> child(Map<String, Object> node, String key) {
    return map(node.computeIfAbsent(key, k -> new LinkedHashMap<>()));
  }

  static List<Object> items(Map<String, Object> node, String key) {
    return list(node.computeIfAbsent(key, k -> new ArrayList<>()));
  }

  /** Keys and values in turn, in this order. */
  static Map<String, Object> of(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Map<String, Object> ref(String kind, String name) {
    return of("$ref", "#/components/%s/%s".formatted(kind, name));
  }

  /** Shows every map below a node, and the node itself. */
  static void each(Object node, Consumer<Map<String, Object>> visitor) {
    if (node instanceof Map<?, ?>) {
      visitor.accept(map(node));
      List.copyOf(map(node).values()).forEach(child -> each(child, visitor));
    } else if (node instanceof List<?> items) {
      items.forEach(child -> each(child, visitor));
    }
  }
}
