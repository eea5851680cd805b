package dev.muster.manifest;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Errors as a compiler shows them: place and sentence, the line of the file, and a caret under what
 * is meant.
 */
public final class ErrorReport {
  /** Longer lines are shown around the caret. */
  private static final int MAX_WIDTH = 120;

  private ErrorReport() {}

  /** All errors of one file, each with its line; ends with a line end. */
  public static String text(List<ManifestError> errors, String source) {
    List<String> lines = source.lines().toList();
    return errors.stream().map(error -> text(error, lines)).collect(Collectors.joining());
  }

  /** The first line of a report: {@code FILE:LINE:COLUMN: error: SENTENCE}. */
  public static String headline(ManifestError error) {
    return "%s: error: %s".formatted(error.place(), error.sentence());
  }

  private static String text(ManifestError error, List<String> lines) {
    String headline = headline(error) + "\n";
    return error.line() < 1 || error.line() > lines.size() || isSecret(error)
        ? headline
        : headline + excerpt(lines.get(error.line() - 1), error.column() - 1);
  }

  /** A value that should not stand there: it is not repeated. */
  private static boolean isSecret(ManifestError error) {
    return error.pointer().matches("/spec/secrets/\\d+/value");
  }

  private static String excerpt(String line, int column) {
    int[] codePoints = line.codePoints().map(ErrorReport::visible).toArray();
    int caret = Math.min(column, codePoints.length);
    int start = Math.max(0, caret - MAX_WIDTH / 2);
    int end = Math.min(codePoints.length, start + MAX_WIDTH);
    return "    %s\n    %s^\n"
        .formatted(new String(codePoints, start, end - start), " ".repeat(caret - start));
  }

  /** One column for each code point: tabs and what a terminal would act on become blanks. */
  private static int visible(int codePoint) {
    return Character.isISOControl(codePoint) ? ' ' : codePoint;
  }
}
