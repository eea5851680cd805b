package dev.muster.manifest.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of JSON Schema (2020-12), as a tree of maps, lists, text and numbers.
 *
 * @param keywords by name, in the order in which they are written
 */
public record Schema(Map<String, Object> keywords) {
  /** What a value that this version refuses is marked with, for editors. */
  private static final String DEPRECATED = "deprecated";

  public Schema {
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** A value of a JSON type. */
  public static Schema type(String type) {
    return new Schema(Map.of("type", type));
  }

  /** Text that matches an expression from end to end, in what Java and ECMAScript both know. */
  public static Schema text(String form) {
    return type("string").with("pattern", "^(?:" + form + ")$");
  }

  /** One of a few values. */
  public static Schema oneOf(List<?> values) {
    return new Schema(Map.of("enum", List.copyOf(values)));
  }

  /** What fits at least one of some. */
  public static Schema any(Schema... alternatives) {
    return new Schema(Map.of("anyOf", trees(List.of(alternatives))));
  }

  /** Text, a number or a truth value: what can be spelled. */
  public static Schema spelled() {
    return new Schema(Map.of("type", List.of("string", "number", "boolean")));
  }

  /** The same with one more keyword, or with another value for it. */
  public Schema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.put(keyword, value instanceof Schema schema ? schema.keywords() : value);
    return new Schema(more);
  }

  /** The same with the keywords of another behind it. */
  public Schema and(Schema other) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.putAll(other.keywords());
    return new Schema(more);
  }

  /** The same with values to begin with. */
  public Schema examples(Object... examples) {
    return with("examples", List.of(examples));
  }

  /** The same, known and refused. */
  public Schema unsupported() {
    return with(DEPRECATED, true).with("description", "not supported by this version");
  }

  private static List<Object> trees(List<Schema> schemas) {
    List<Object> trees = new ArrayList<>();
    schemas.forEach(schema -> trees.add(schema.keywords()));
    return trees;
  }
}
