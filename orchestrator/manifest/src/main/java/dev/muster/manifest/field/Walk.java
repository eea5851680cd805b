package dev.muster.manifest.field;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
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
  private final boolean refused;
  private final Values values = new Values();

  /**
   * A walk over a tree or a part of it.
   *
   * @param refused whether all of the part is refused, so that only what is malformed matters
   */
  private Walk(FieldTable table, Problems problems, boolean refused) {
    this.table = table;
    this.problems = problems;
    this.refused = refused;
  }

  /** The values of all fields that could be read. */
  public static Values over(Node root, FieldTable table, Problems problems) {
    Walk walk = new Walk(table, problems, false);
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
      if (field.required() && !mapping.entries().containsKey(field.name())) {
        problems.add(missing(field, place, mapping.pointer().child(field.name())));
      }
    }
  }

  private void entry(Mapping mapping, Entry entry, String section) {
    Field field = table.find(section, entry.name());
    if (field == null) {
      problems.add(unknown(mapping, entry, section));
    } else {
      known(entry, field);
    }
  }

  private void known(Entry entry, Field field) {
    switch (field) {
      case Section inner when inner.obeyed() || refused -> section(inner, entry);
      case Section inner -> whole(entry, inner, inner.instead());
      case Items items when items.obeyed() || refused -> items(items, entry.value());
      case Items items -> whole(entry, items, items.instead());
      case Refused<?> row -> refused(row, entry);
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
      Walk walk = new Walk(table, problems, refused);
      walk.fieldsOf(item, item.place(), items.section());
      values.give(items, walk.values);
    }
  }

  /** A section or a list that is refused by its name, unless something in it is malformed. */
  private void whole(Entry entry, Field field, @Nullable String instead) {
    Problems inner = new Problems();
    new Walk(table, inner, true).known(entry, field);
    if (inner.isEmpty()) {
      String what = String.valueOf(instead);
      problems.add(Problem.unsupported(entry.place(), entry.value(), field.path(), what));
    } else {
      problems.addAll(inner);
    }
  }

  private void refused(Refused<?> field, Entry entry) {
    if (field.neutral() != null && isWord(entry.value(), field.neutral())) {
      return;
    }
    Problems inner = new Problems();
    field.type().read(entry.value(), inner);
    if (inner.has(ProblemKind.MALFORMED)) {
      problems.addAll(inner);
    } else if (!refused) {
      problems.add(
          Problem.unsupported(entry.place(), entry.value(), field.path(), field.instead()));
    }
  }

  private <T> void obeyed(Obeyed<T> field, Node node) {
    Problems found = refused ? new Problems() : problems;
    T value = field.type().read(node, found);
    if (refused && found.has(ProblemKind.MALFORMED)) {
      problems.addAll(found);
    }
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

  private Problem missing(Field field, Place place, Pointer pointer) {
    String expectation =
        switch (field) {
          case Section section -> table.expectation(section.path());
          case Items items -> items.expectation();
          case Obeyed<?> obeyed -> obeyed.type().expectation();
          case Refused<?> row -> row.type().expectation();
        };
    return Problem.missing(place, pointer, expectation);
  }

  private static boolean isWord(Node node, String word) {
    return node instanceof Scalar scalar && scalar.text().equals(word);
  }
}
