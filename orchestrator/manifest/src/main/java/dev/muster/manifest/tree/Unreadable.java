package dev.muster.manifest.tree;

/** Ends the reading of a text: what follows the problem cannot be understood. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  Unreadable(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
