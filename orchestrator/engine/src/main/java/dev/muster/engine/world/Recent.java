package dev.muster.engine.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry when it has grown to its bound. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int entriesMax;

  Recent(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > entriesMax;
  }
}
