package dev.muster.manifest.kind;

import static java.util.stream.Stream.concat;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.job.Envelope;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Words;
import java.util.List;

/** Whose jobs are whose. */
final class ProjectFields {
  private static final List<Field> ROWS =
      List.of(
          Obeyed.optional("spec.queue", Text.LABEL, "where its jobs wait", "the only queue"),
          Section.optional("spec.budget", "what its jobs may cost"),
          Obeyed.required("spec.budget.monthly", Text.MONEY, "money in a month"),
          new Items("spec.members", "who may do what", "member", 1024),
          Obeyed.required("spec.members[].name", Text.token("a name without blanks"), "who it is"),
          Obeyed.required(
              "spec.members[].role", Words.of("viewer", "operator", "admin"), "what they may do"));

  static final FieldTable TABLE =
      new FieldTable(
          concat(Envelope.rows(Words.of("Project"), "what the project is").stream(), ROWS.stream())
              .toList());

  private ProjectFields() {}
}
