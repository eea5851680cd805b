package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.value.MapOf;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Words;
import java.util.List;
import java.util.Map;

/** What every manifest has around its {@code spec}: version, kind, name. */
public final class Envelope {
  static final Obeyed<String> NAME =
      Obeyed.required("metadata.name", Text.LABEL, "what people call it");

  static final Obeyed<String> PROJECT =
      Obeyed.or(
          "default", "metadata.project", Text.LABEL, "tenancy; names are unique within a project");

  static final Obeyed<Map<String, String>> LABELS =
      Obeyed.optional("metadata.labels", MapOf.LABELS, "words to find it by", "none");

  private Envelope() {}

  /** The fields of a kind that do not depend on it. */
  public static List<Field> rows(Words<String> kind, String spec) {
    return List.of(
        Obeyed.required("apiVersion", Words.of("muster.dev/v1"), "version of the manifest"),
        Obeyed.required("kind", kind, "what is described"),
        Section.required("metadata", "who it is"),
        NAME,
        PROJECT,
        LABELS,
        Section.required("spec", spec));
  }
}
