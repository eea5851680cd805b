package dev.muster.manifest.tree;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A single value.
 *
 * @param text as written, without quotes and escapes
 * @param kind what the core schema takes it for
 */
public record Scalar(Place place, Pointer pointer, String text, Kind kind) implements Node {

  /** The types of YAML's core schema; whatever stands in quotes is text. */
  public enum Kind {
    TEXT,
    WHOLE,
    DECIMAL,
    TRUTH,
    NOTHING;

    private static final ScalarResolver CORE = new CoreSchema().getScalarResolver();

    static Kind of(String text, boolean plain) {
      Tag tag = CORE.resolve(text, plain);
      if (tag.equals(Tag.INT)) {
        return WHOLE;
      }
      if (tag.equals(Tag.FLOAT)) {
        return DECIMAL;
      }
      if (tag.equals(Tag.BOOL)) {
        return TRUTH;
      }
      return tag.equals(Tag.NULL) ? NOTHING : TEXT;
    }
  }

  /** A value as it would be read from a manifest, unquoted, without a place. */
  public static Scalar plain(String text) {
    return new Scalar(Place.START, Pointer.ROOT, text, Kind.of(text, true));
  }

  @Override
  public String shown() {
    return switch (kind) {
      case TEXT -> "\"" + Shown.line(text) + "\"";
      case WHOLE, DECIMAL, TRUTH -> Shown.line(text);
      case NOTHING -> "null";
    };
  }
}
