package dev.muster.manifest;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.job.OtherKind;
import dev.muster.manifest.job.TrainingJob;
import java.util.stream.Collectors;

/** The page that says of every field whether this version obeys or refuses it. */
final class SupportPage {
  private SupportPage() {}

  static String markdown() {
    return """
    <!-- Generated from the field tables of orchestrator/manifest. To change it, change those and run:
         %s -->
    # Fields of a manifest: obeyed or refused

    A manifest is one YAML 1.2 or JSON document of at most 1 MiB, without anchors, aliases and tags. Every field that
    version `v1` has is listed here. What is *obeyed* does what it says. What is *refused* is known, and an error that
    names it and says what to do instead; nothing is ignored. Every other field is an error with the nearest known name.

    ## TrainingJob

    | field | status | value | without it | meaning |
    |---|---|---|---|---|
    %s
    ## Other kinds

    These kinds are refused whole by this version.

    | kind | status | fields below `spec` |
    |---|---|---|
    %s\
    """
        .formatted(Golden.UPDATE, fields(), kinds());
  }

  private static String fields() {
    return TrainingJob.FIELDS.rows().stream()
        .map(field -> "| `%s` | %s | %s |\n".formatted(field.path(), cells(field), field.meaning()))
        .collect(Collectors.joining());
  }

  private static String cells(Field field) {
    return switch (field) {
      case Section section ->
          "obeyed | " + value(section) + " | " + (section.required() ? "error" : "");
      case Items items -> "obeyed | %s | none".formatted(items.expectation());
      case Obeyed<?> obeyed -> "obeyed | " + value(obeyed) + " | " + absence(obeyed);
      case Refused refused -> "refused | " + value(refused) + " | ";
    };
  }

  private static String value(Section section) {
    return section.word() == null ? "mapping" : "`%s` or mapping".formatted(section.word());
  }

  private static String value(Obeyed<?> obeyed) {
    String refused = String.join(", ", obeyed.type().refused());
    String expected = obeyed.type().expectation();
    return refused.isEmpty() ? expected : expected + "; *refused*: " + refused;
  }

  private static String value(Refused refused) {
    return refused.neutral() == null ? "" : "only `%s` is let through".formatted(refused.neutral());
  }

  private static String absence(Obeyed<?> obeyed) {
    return switch (obeyed.absence()) {
      case Obeyed.Absence.Fails _ -> "error";
      case Obeyed.Absence.Default(String written) -> "`" + written + "`";
      case Obeyed.Absence.Consequence(String words) -> words;
    };
  }

  private static String kinds() {
    return OtherKind.ALL.stream()
        .map(kind ->
            "| `%s` | refused | `%s` |\n"
                .formatted(kind.name(), String.join("`, `", kind.fields())))
        .collect(Collectors.joining());
  }
}
