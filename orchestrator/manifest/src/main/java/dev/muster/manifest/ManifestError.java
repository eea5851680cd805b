package dev.muster.manifest;

import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * One error in a manifest.
 *
 * @param file what the reader was told the file is called; for an argument {@code from the command
 *     line: --set spec.resources.nodes=0}
 * @param line from 1; 0 in an argument
 * @param column from 1, in code points; 0 in an argument
 * @param pointer JSON pointer of the field; empty for the manifest as a whole
 * @param value what stands there, in short; null when nothing does
 * @param message what is wrong and what is expected; it shows the value where that helps
 * @param suggestion the nearest thing that would do; null without one
 */
public record ManifestError(
    String file,
    int line,
    int column,
    String pointer,
    ProblemKind kind,
    @Nullable String value,
    String message,
    @Nullable String suggestion) {

  static ManifestError of(String file, Problem problem) {
    String argument = problem.place().argument();
    return new ManifestError(
        argument == null ? file : "from the command line: " + argument,
        problem.place().line(),
        problem.place().column(),
        problem.pointer().text(),
        problem.kind(),
        problem.value(),
        problem.message(),
        problem.suggestion());
  }

  /** Where it is: {@code FILE:LINE:COLUMN}, or the argument. */
  public String place() {
    return line == 0 ? file : "%s:%d:%d".formatted(file, line, column);
  }

  /** The field as people write it, for example {@code spec.resources.nodes}. */
  public String field() {
    return new Pointer(pointer).dotted();
  }

  /** What is wrong in one sentence, without the place. */
  public String sentence() {
    String subject = pointer.isEmpty() || kind == ProblemKind.UNSUPPORTED ? "" : field() + ": ";
    String hint = suggestion == null ? "" : "; did you mean `%s`?".formatted(suggestion);
    return subject + message + hint;
  }
}
