package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.value.Labels;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Words;
import java.util.List;
import java.util.Map;

/** What every manifest has around its {@code spec}: version, kind, name. */
final class Envelope {
  static final Obeyed<String> PROJECT =
      Obeyed.or(
          "default", "metadata.project", Text.LABEL, "tenancy; names are unique within a project");
  static final Obeyed<String> NAME =
      Obeyed.required("metadata.name", Text.LABEL, "what people call the job");

  static final Obeyed<Map<String, String>> LABELS =
      Obeyed.optional("metadata.labels", new Labels(), "words to find the job by", "none");

  static final Obeyed<String> KIND =
      Obeyed.required(
          "kind", Words.of("TrainingJob").refusing(OtherKind.names()), "what is described");

  static final List<Field> ROWS =
      List.of(
          Obeyed.required("apiVersion", Words.of("muster.dev/v1"), "version of the manifest"),
          KIND,
          Section.required("metadata", "who the job is"),
          NAME,
          PROJECT,
          LABELS,
          Section.required("spec", "what the job is"));

  private Envelope() {}
}
