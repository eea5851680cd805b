package dev.muster.manifest.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Named values.
 *
 * @param entries by name, in the order of the text
 */
public record Mapping(Place place, Pointer pointer, SequencedMap<String, Entry> entries)
    implements Node {
  public Mapping {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  /** The value of a name, or null. */
  public @Nullable Node get(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.value();
  }

  @Override
  public String shown() {
    return Shown.all("{", entries.keySet(), "}");
  }
}
