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

    /** The longest word that is no text: {@code false}. Asking the schema about others is dear. */
    private static final int WORD_LENGTH_MAX = 5;

    static Kind of(String text, boolean plain) {
      if (!plain || isLongWord(text)) {
        return TEXT;
      }
      Tag tag = CORE.resolve(text, true);
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

    private static boolean isLongWord(String text) {
      return text.length() > WORD_LENGTH_MAX && Character.isLetter(text.charAt(0));
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
