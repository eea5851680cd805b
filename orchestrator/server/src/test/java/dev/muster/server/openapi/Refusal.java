package dev.muster.server.openapi;

import dev.muster.api.Difference;
import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of what a refusal says. No operation answers a problem by its type, so the generator
 * does not find them; they are read off their records.
 */
final class Refusal {
  private Refusal() {}

  static Map<String, Object> schemas() {
    Map<String, Object> schemas = new TreeMap<>();
    for (Class<?> type : List.of(Problem.class, FieldError.class, Difference.class)) {
      schemas.put(type.getSimpleName(), schema(type));
    }
    return schemas;
  }

  private static Map<String, Object> schema(Class<?> type) {
    Map<String, Object> properties = Tree.of();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), property(component));
    }
    return Tree.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        new ArrayList<>(properties.keySet()));
  }

  private static Map<String, Object> property(RecordComponent component) {
    Map<String, Object> plain = plain(component);
    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return plain;
    }
    if (plain.containsKey("$ref")) {
      return Tree.of("anyOf", List.of(plain, Tree.of("type", "null")));
    }
    plain.put("type", List.of(plain.get("type"), "null"));
    return plain;
  }

  private static Map<String, Object> plain(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == List.class
        && component.getAnnotatedType() instanceof AnnotatedParameterizedType list) {
      Class<?> item = (Class<?>) list.getAnnotatedActualTypeArguments()[0].getType();
      return Tree.of("items", Tree.ref("schemas", item.getSimpleName()), "type", "array");
    }
    if (type == String.class) {
      return Tree.of("type", "string");
    }
    if (type == int.class || type == Integer.class) {
      return Tree.of("format", "int32", "type", "integer");
    }
    return Tree.ref("schemas", type.getSimpleName());
  }
}
