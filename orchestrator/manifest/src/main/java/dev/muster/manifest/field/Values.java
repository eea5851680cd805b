package dev.muster.manifest.field;

import dev.muster.manifest.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a manifest says: the values of its obeyed fields, and where they stand. */
public final class Values {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, List<Values>> items = new HashMap<>();

  Values() {}

  void give(Section section, Node node) {
    nodes.put(section.path(), node);
  }

  <T> void give(Obeyed<T> field, T value, Node node) {
    values.put(field.path(), value);
    nodes.put(field.path(), node);
  }

  void give(Items list, Values item) {
    items.computeIfAbsent(list.path(), _ -> new ArrayList<>()).add(item);
  }

  /** Whether a section's fields were written; not so for its word. */
  public boolean has(Section section) {
    return nodes.containsKey(section.path());
  }

  /** The value of a field; null when it is not there or could not be read. */
  @SuppressWarnings("unchecked") // give() takes only what the field's own type has read
  public <T> @Nullable T find(Obeyed<T> field) {
    return (T) values.get(field.path());
  }

  /** The value of a field that must be there or has a default. */
  public <T> T get(Obeyed<T> field) {
    T value = find(field);
    return value == null ? Objects.requireNonNull(field.fallback(), field.path()) : value;
  }

  /** What each item of a list says; nothing when the list is not there. */
  public List<Values> items(Items list) {
    return List.copyOf(items.getOrDefault(list.path(), List.of()));
  }

  /** Where the value of a field stands; only for those that were found. */
  public Node node(Field field) {
    return Objects.requireNonNull(nodes.get(field.path()), field.path());
  }
}
