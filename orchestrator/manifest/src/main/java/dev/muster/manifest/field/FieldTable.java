package dev.muster.manifest.field;

import static java.util.stream.Collectors.groupingBy;

import dev.muster.manifest.value.Nearest;
import dev.muster.manifest.value.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All fields of one kind of manifest, in the order in which people read about them. */
public final class FieldTable {
  private final List<Field> rows;
  private final Map<String, List<Field>> bySection;

  public FieldTable(List<Field> rows) {
    this.rows = List.copyOf(rows);
    this.bySection = rows.stream().collect(groupingBy(Field::parent));
  }

  public List<Field> rows() {
    return rows;
  }

  /** The field of a section with that name, or null. */
  @Nullable Field find(String section, String name) {
    return in(section).stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
  }

  /** The fields of a section; of the manifest itself for the empty path. */
  List<Field> in(String section) {
    return bySection.getOrDefault(section, List.of());
  }

  /** What a section expects, in words. */
  String expectation(String section) {
    return "a mapping with " + Wording.and(usable(section));
  }

  /** The names that a section knows and this version does not refuse. */
  List<String> usable(String section) {
    return in(section).stream().filter(FieldTable::usable).map(Field::name).toList();
  }

  /** What somebody probably meant: a similar name in the section, or the same one elsewhere. */
  Optional<String> nearest(String section, String name) {
    List<String> names = in(section).stream().map(Field::name).toList();
    return Nearest.of(name, names).or(() -> elsewhere(name));
  }

  private Optional<String> elsewhere(String name) {
    return rows.stream()
        .filter(field -> usable(field) && field.name().equals(name))
        .map(Field::path)
        .findFirst();
  }

  private static boolean usable(Field field) {
    return !(field instanceof Refused);
  }
}
