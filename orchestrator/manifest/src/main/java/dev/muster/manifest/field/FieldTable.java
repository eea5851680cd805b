package dev.muster.manifest.field;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.muster.manifest.value.Nearest;
import dev.muster.manifest.value.NeverWritten;
import dev.muster.manifest.value.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All fields of one kind of manifest, in the order in which people read about them. */
public final class FieldTable {
  private final List<Field> rows;
  private final Map<String, List<Field>> bySection;
  private final Map<String, Field> byPath;

  public FieldTable(List<Field> rows) {
    this.rows = List.copyOf(rows);
    this.bySection = rows.stream().collect(groupingBy(Field::parent));
    this.byPath = rows.stream().collect(toMap(Field::path, field -> field));
  }

  public List<Field> rows() {
    return rows;
  }

  /** The field of a section with that name, or null. */
  @Nullable Field find(String section, String name) {
    return byPath.get(section.isEmpty() ? name : section + "." + name);
  }

  /** The fields of a section; of the manifest itself for the empty path. */
  public List<Field> in(String section) {
    return bySection.getOrDefault(section, List.of());
  }

  /** What a section expects, in words. */
  String expectation(String section) {
    return "a mapping with " + Wording.and(usable(section));
  }

  /** The names that a section knows; without those that are refused, unless all of them are. */
  List<String> usable(String section) {
    List<Field> all = in(section);
    boolean none = all.stream().noneMatch(Field::obeyed);
    return all.stream().filter(field -> none || field.obeyed()).map(Field::name).toList();
  }

  /** What somebody probably meant: a similar name in the section, or the same one elsewhere. */
  Optional<String> nearest(String section, String name) {
    List<String> names =
        in(section).stream().filter(FieldTable::isWritten).map(Field::name).toList();
    return Nearest.of(name, names).or(() -> elsewhere(name));
  }

  private static boolean isWritten(Field field) {
    return !(field instanceof Refused<?> refused && refused.type() instanceof NeverWritten);
  }

  private Optional<String> elsewhere(String name) {
    return rows.stream()
        .filter(field -> field.obeyed() && field.name().equals(name))
        .map(Field::path)
        .findFirst();
  }
}
