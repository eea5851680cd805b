package dev.muster.manifest.kind;

import static java.util.stream.Stream.concat;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.job.Envelope;
import dev.muster.manifest.value.MapOf;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Time;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
import java.time.Duration;
import java.util.List;

/** Who gets how much of the capacity. */
final class QueueFields {
  private static final WholeNumber COUNT = new WholeNumber(0, 1_000_000);
  private static final Words<String> VICTIMS = Words.of("never", "lowerPriority", "any");

  private static final List<Field> ROWS =
      List.of(
          Obeyed.optional("spec.parent", Text.LABEL, "queue that it is a part of", "a root"),
          Obeyed.optional(
              "spec.quota",
              new MapOf<>(Text.token("a flavor or an accelerator"), COUNT, 64),
              "what it has for itself, by flavor or accelerator",
              "nothing"),
          Section.optional("spec.borrowing", "what queues of one root lend each other"),
          Obeyed.optional("spec.borrowing.limit", COUNT, "most that it borrows", "any"),
          Obeyed.optional("spec.borrowing.lend", COUNT, "most that it lends", "all"),
          Obeyed.or("1", "spec.weight", new WholeNumber(1, 10_000), "its share of what is left"),
          Obeyed.or(
              "priority",
              "spec.ordering",
              Words.of("fifo", "priority", "fair"),
              "who goes first of those that wait"),
          Section.optional("spec.preemption", "whose place may be taken"),
          Obeyed.or("never", "spec.preemption.reclaim", VICTIMS, "of those that borrowed from it"),
          Obeyed.or("never", "spec.preemption.within", VICTIMS, "of those in it"),
          Obeyed.optional(
              "spec.preemption.minimumRun",
              Time.upTo(Duration.ofDays(7)),
              "time that everybody may run before",
              "none"));

  static final FieldTable TABLE =
      new FieldTable(
          concat(Envelope.rows(Words.of("Queue"), "what the queue is").stream(), ROWS.stream())
              .toList());

  private QueueFields() {}
}
