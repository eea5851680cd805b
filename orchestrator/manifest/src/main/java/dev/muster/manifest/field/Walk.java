package dev.muster.manifest.field;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import dev.muster.manifest.value.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Holds a tree against a table: every entry is read, refused by name or reported as unknown, and
 * what must be there is asked for.
 */
public final class Walk {
  private final FieldTable table;
  private final Problems problems;
  private final Values values = new Values();

  private Walk(FieldTable table, Problems problems) {
    this.table = table;
    this.problems = problems;
  }

  /** The values of all fields that could be read. */
  public static Values over(Node root, FieldTable table, Problems problems) {
    Walk walk = new Walk(table, problems);
    walk.fieldsOf(root, root.place(), "");
    return walk.values;
  }

  private void fieldsOf(Node node, Place place, String section) {
    if (!(node instanceof Mapping mapping)) {
      problems.add(Problem.wrong(node, table.expectation(section), null));
      return;
    }
    for (Entry entry : mapping.entries().values()) {
      entry(mapping, entry, section);
    }
    for (Field field : table.in(section)) {
      if (!mapping.entries().containsKey(field.name())) {
        absent(field, place, mapping.pointer().child(field.name()));
      }
    }
  }

  private void entry(Mapping mapping, Entry entry, String section) {
    switch (table.find(section, entry.name())) {
      case null -> problems.add(unknown(mapping, entry, section));
      case Section inner -> section(inner, entry);
      case Items items -> items(items, entry.value());
      case Refused refused -> refused(refused, entry);
      case Obeyed<?> obeyed -> obeyed(obeyed, entry.value());
    }
  }

  private void section(Section section, Entry entry) {
    String word = section.word();
    if (word == null || entry.value() instanceof Mapping) {
      values.give(section, entry.value());
      fieldsOf(entry.value(), entry.place(), section.path());
      if (section.one() && !hasOne(section, entry.value())) {
        String expectation = "exactly one of " + Wording.and(table.usable(section.path()));
        problems.add(Problem.wrong(entry.value(), expectation, null));
      }
    } else if (!isWord(entry.value(), word)) {
      String expectation = word + ", or " + table.expectation(section.path());
      problems.add(Problem.wrong(entry.value(), expectation, null));
    }
  }

  /** Names that nobody knows are problems of their own. */
  private boolean hasOne(Section section, Node node) {
    if (!(node instanceof Mapping mapping)) {
      return true;
    }
    long known =
        mapping.entries().keySet().stream()
            .filter(name -> table.find(section.path(), name) != null)
            .count();
    return known == 1 || (known == 0 && !mapping.entries().isEmpty());
  }

  private void items(Items items, Node node) {
    if (!(node instanceof Sequence list) || list.items().size() > items.most()) {
      problems.add(Problem.wrong(node, items.expectation(), null));
      return;
    }
    for (Node item : list.items()) {
      Walk walk = new Walk(table, problems);
      walk.fieldsOf(item, item.place(), items.section());
      values.give(items, walk.values);
    }
  }

  private void refused(Refused refused, Entry entry) {
    if (refused.neutral() == null || !isWord(entry.value(), refused.neutral())) {
      problems.add(
          Problem.unsupported(entry.place(), entry.value(), refused.path(), refused.instead()));
    }
  }

  private <T> void obeyed(Obeyed<T> field, Node node) {
    T value = field.type().read(node, problems);
    if (value != null) {
      values.give(field, value, node);
    }
  }

  private Problem unknown(Mapping mapping, Entry entry, String section) {
    @Nullable String nearest = table.nearest(section, entry.name()).orElse(null);
    String message =
        nearest == null
            ? "unknown field (expected: %s)".formatted(Wording.or(table.usable(section)))
            : "unknown field";
    return Problem.name(mapping, entry, message, nearest);
  }

  private void absent(Field field, Place place, Pointer pointer) {
    if (field instanceof Section section && section.required()) {
      problems.add(Problem.missing(place, pointer, table.expectation(section.path())));
    }
    if (field instanceof Obeyed<?> obeyed && obeyed.absence() instanceof Obeyed.Absence.Fails) {
      problems.add(Problem.missing(place, pointer, obeyed.type().expectation()));
    }
  }

  private static boolean isWord(Node node, String word) {
    return node instanceof Scalar scalar && scalar.text().equals(word);
  }
}
