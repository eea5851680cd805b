package dev.muster.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns under their names, two blanks apart, as wide as they have to be. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> names;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... names) {
    this.names = List.of(names);
  }

  /** Adds a row; a cell for each column. */
  public Table row(String... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(
          "cells: %d (expected: %d)".formatted(cells.length, names.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The names and all rows. */
  public List<String> lines() {
    int[] widths = IntStream.range(0, names.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    lines.add(line(names, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> Clip.length(row.get(column))).max().orElse(0);
    return Math.max(widest, names.get(column).length());
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - Clip.length(cells.get(i))));
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
