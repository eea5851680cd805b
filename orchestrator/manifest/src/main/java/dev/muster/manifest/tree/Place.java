package dev.muster.manifest.tree;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where something was written: in a text, or in an argument that changes the text.
 *
 * @param line from 1; 0 in an argument
 * @param column from 1, in code points; 0 in an argument
 * @param argument the argument; null for a place in the text
 */
public record Place(int line, int column, @Nullable String argument) implements Comparable<Place> {
  /** Where a text begins. */
  public static final Place START = new Place(1, 1);

  /** A text in its order, then the arguments. */
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::inText, Comparator.reverseOrder())
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  /** A place in a text. */
  public Place(int line, int column) {
    this(line, column, null);
  }

  /** Anywhere in an argument, for example {@code --set spec.resources.nodes=2}. */
  public static Place in(String argument) {
    return new Place(0, 0, Shown.line(argument));
  }

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

  private boolean inText() {
    return argument == null;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return argument == null ? line + ":" + column : argument;
  }
}
