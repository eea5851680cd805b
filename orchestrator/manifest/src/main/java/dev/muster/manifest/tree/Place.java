package dev.muster.manifest.tree;

import java.util.Comparator;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record Place(int line, int column) implements Comparable<Place> {
  /** Where a text begins. */
  public static final Place START = new Place(1, 1);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** The place that follows all of a text. */
  static Place after(String text) {
    int lines = (int) text.lines().count();
    if (lines == 0 || text.endsWith("\n") || text.endsWith("\r")) {
      return new Place(lines + 1, 1);
    }
    String last = text.lines().skip(lines - 1L).findFirst().orElse("");
    return new Place(lines, last.codePointCount(0, last.length()) + 1);
  }

  static Place of(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
