package dev.muster.manifest.tree;

import org.jspecify.annotations.Nullable;

/**
 * One document of a text that may have several.
 *
 * @param root its tree; null when it could not be read to its end
 * @param problems of its text
 * @param source its lines in the text; null when it shares them with others
 */
public record Document(@Nullable Node root, Problems problems, @Nullable String source) {
  /** What could not be read. */
  static Document broken(Problem problem) {
    Problems problems = new Problems();
    problems.add(problem);
    return new Document(null, problems, null);
  }
}
