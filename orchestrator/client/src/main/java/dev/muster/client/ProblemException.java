package dev.muster.client;

import dev.muster.api.Problem;

/** The server refused: the problem says what and why. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super("%s (%d %s)".formatted(problem.detail(), problem.status(), problem.type()));
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
