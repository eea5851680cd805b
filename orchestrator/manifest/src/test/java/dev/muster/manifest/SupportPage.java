package dev.muster.manifest;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.kind.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The page that says of every field whether this version obeys or refuses it. */
final class SupportPage {
  private SupportPage() {}

  static String markdown() {
    return """
    <!-- Generated from the field tables of orchestrator/manifest. To change it, change those and run:
         %s -->
    # Fields of a manifest: obeyed or refused

    A manifest is a YAML 1.2 or JSON document in UTF-8, without anchors, aliases and tags. A file of at most 1 MiB may have
    up to 1,000 of them, between `---` or in a JSON array; their names are unique within a project, and their needs do not
    go in a circle.

    Every field that version `v1` has is listed here. What is *obeyed* does what it says. What is *refused* is known: a
    well-formed value is an error that names the field and says what to do instead, a malformed one is an error like any
    other. Nothing is ignored, and every other field is an error with the nearest known name.

    `muster validate --set spec.training.tokens=1B -e SEED=7 FILE` and the other commands that read a manifest take values
    in place of written ones: `--set PATH=VALUE` with names, `[0]` for an item, `"a.b"` for a name with dots, and YAML for
    the value; `-e` is short for a variable in `spec.env`. They are held to the same rules.

    %s\
    """
        .formatted(Golden.UPDATE, kinds());
  }

  private static String kinds() {
    return Arrays.stream(Kind.values()).map(SupportPage::kind).collect(Collectors.joining("\n"));
  }

  private static String kind(Kind kind) {
    String whole = kind.obeyed() ? "" : "\nThis version checks such manifests, and refuses them.\n";
    String head = "| field | status | value | without it | meaning |\n|---|---|---|---|---|\n";
    return "## " + kind.word() + "\n" + whole + "\n" + head + fields(kind);
  }

  private static String fields(Kind kind) {
    return kind.fields().rows().stream()
        .map(field -> row(field, kind.obeyed() && field.obeyed()))
        .collect(Collectors.joining());
  }

  private static String row(Field field, boolean obeyed) {
    String status = obeyed ? "obeyed" : "refused";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(field.path(), status, cells(field), field.meaning());
  }

  private static String cells(Field field) {
    return switch (field) {
      case Section section -> value(section) + " | " + (section.required() ? "error" : "");
      case Items items -> items.expectation() + " | none";
      case Obeyed<?> obeyed -> value(obeyed) + " | " + absence(obeyed);
      case Refused<?> refused -> value(refused) + " | " + (refused.required() ? "error" : "");
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

  private static String value(Refused<?> refused) {
    String expected = refused.type().expectation();
    String neutral = refused.neutral();
    return neutral == null ? expected : expected + "; `%s` is let through".formatted(neutral);
  }

  private static String absence(Obeyed<?> obeyed) {
    return switch (obeyed.absence()) {
      case Obeyed.Absence.Fails _ -> "error";
      case Obeyed.Absence.Default(String written) -> "`" + written + "`";
      case Obeyed.Absence.Consequence(String words) -> words;
    };
  }
}
