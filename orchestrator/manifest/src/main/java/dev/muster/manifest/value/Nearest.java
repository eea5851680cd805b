package dev.muster.manifest.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The known word that somebody probably meant: the one with the fewest edits (insert, delete,
 * replace, swap of neighbours), regardless of case, if they are at most a third of its letters.
 */
public final class Nearest {
  private record Candidate(String word, int edits) {}

  private Nearest() {}

  public static Optional<String> of(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(word -> Math.abs(word.length() - lower.length()) <= allowedEdits(word))
        .map(word -> new Candidate(word, edits(lower, word.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.edits() <= allowedEdits(candidate.word()))
        .min(Comparator.comparingInt(Candidate::edits))
        .map(Candidate::word);
  }

  private static int allowedEdits(String word) {
    return Math.max(1, word.length() / 3);
  }

  /** Edits between two words, row by row (optimal string alignment). */
  private static int edits(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = row(from, to, row, last, beforeLast);
      beforeLast = last;
      last = current;
    }
    return last[to.length()];
  }

  private static int[] row(String from, String to, int row, int[] last, int[] beforeLast) {
    int[] current = new int[to.length() + 1];
    current[0] = row;
    for (int column = 1; column <= to.length(); column++) {
      int replace = last[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
      int insertOrDelete = 1 + Math.min(last[column], current[column - 1]);
      current[column] = Math.min(replace, insertOrDelete);
      if (swapped(from, to, row, column)) {
        current[column] = Math.min(current[column], 1 + beforeLast[column - 2]);
      }
    }
    return current;
  }

  private static boolean swapped(String from, String to, int row, int column) {
    return row > 1
        && column > 1
        && from.charAt(row - 1) == to.charAt(column - 2)
        && from.charAt(row - 2) == to.charAt(column - 1);
  }
}
