package dev.muster.manifest;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.kind.Kind;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.TreeJson;
import dev.muster.manifest.value.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a kind as JSON Schema (2020-12), for editors and other programs. It takes what is
 * well-formed: what this version refuses is marked as deprecated and says so. What two fields must
 * keep between them it cannot see.
 */
public final class ManifestSchema {
  /** What editors that know no schema of ours are pointed to. */
  private static final String HOME = "https://muster.dev/schemas/v1/";

  private final Kind kind;
  private final FieldTable table;

  private ManifestSchema(Kind kind) {
    this.kind = kind;
    this.table = kind.fields();
  }

  /** The schema as JSON text. */
  public static String json(Kind kind) {
    return TreeJson.text(new ManifestSchema(kind).root().keywords());
  }

  private Schema root() {
    String description =
        kind.obeyed()
            ? "A manifest of Muster, version v1."
            : "A manifest of Muster, version v1. " + unsupported("write a TrainingJob");
    return new Schema(Map.of())
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("$id", HOME + kind.slug() + ".json")
        .with("title", kind.word())
        .with("description", description)
        .and(object(""));
  }

  private Schema object(String section) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Field field : table.in(section)) {
      properties.put(field.name(), schema(field).keywords());
    }
    List<String> required =
        table.in(section).stream().filter(Field::required).map(Field::name).toList();
    Schema object = Schema.type("object").with("properties", properties);
    Schema strict = object.with("additionalProperties", false);
    return required.isEmpty() ? strict : strict.with("required", required);
  }

  private Schema schema(Field field) {
    return switch (field) {
      case Section section -> described(section, section.instead()).and(fields(section));
      case Items items ->
          described(items, items.instead())
              .with("type", "array")
              .with("maxItems", items.most())
              .with("items", object(items.section()));
      case Refused<?> refused -> described(refused, refused.instead()).and(value(refused));
      case Obeyed<?> obeyed -> withDefault(obeyed).and(obeyed.type().schema());
    };
  }

  private Schema fields(Section section) {
    Schema object = object(section.path());
    Schema counted =
        section.one() ? object.with("minProperties", 1).with("maxProperties", 1) : object;
    String word = section.word();
    return word == null ? counted : Schema.any(Schema.oneOf(List.of(word)), counted);
  }

  private static Schema value(Refused<?> refused) {
    return refused.type().schema();
  }

  private static Schema withDefault(Obeyed<?> field) {
    String meaning = field.meaning() + ".";
    String expected = "\nExpected: " + field.type().expectation() + ".";
    Schema schema = new Schema(Map.of("title", field.path()));
    return switch (field.absence()) {
      case Obeyed.Absence.Fails _ -> schema.with("description", meaning + expected);
      case Obeyed.Absence.Consequence(String words) ->
          schema.with("description", meaning + expected + "\nWithout it: " + words + ".");
      case Obeyed.Absence.Default(String written) ->
          schema
              .with("description", meaning + expected)
              .with("default", TreeJson.value(Scalar.plain(written)));
    };
  }

  private static Schema described(Field field, @Nullable String instead) {
    Schema schema = new Schema(Map.of("title", field.path()));
    return instead == null
        ? schema.with("description", field.meaning() + ".")
        : schema
            .with("description", field.meaning() + ". " + unsupported(instead))
            .with("deprecated", true);
  }

  private static String unsupported(String instead) {
    return "Not supported by this version: %s.".formatted(instead);
  }
}
