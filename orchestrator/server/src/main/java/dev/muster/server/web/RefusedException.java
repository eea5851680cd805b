package dev.muster.server.web;

import dev.muster.api.Problem;

/** Ends a request with a problem. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public RefusedException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The request contradicts itself or the interface. */
  public static RefusedException badRequest(String detail) {
    return new RefusedException(Problem.of("request.invalid", "Bad request", 400, detail));
  }

  /** Nothing is called that. */
  public static RefusedException notFound(String detail) {
    return new RefusedException(Problem.of("not.found", "Not found", 404, detail));
  }

  /** The key was used for something else. */
  public static RefusedException reusedKey(String detail) {
    return new RefusedException(
        Problem.of("idempotency.reused", "The key was used before", 422, detail));
  }

  /** More was sent than is taken. */
  public static RefusedException tooLarge(String what, long bytesMax) {
    return new RefusedException(
        Problem.of(
            "request.too-large",
            "Too large",
            413,
            "%s: too large (expected: at most %d bytes)".formatted(what, bytesMax)));
  }

  /** Too much is asked at the moment. */
  public static RefusedException busy(String detail) {
    return new RefusedException(Problem.of("throttled", "Too many requests", 429, detail));
  }

  /** It cannot be done now, and may be later. */
  public static RefusedException unavailable(String type, String detail) {
    return new RefusedException(Problem.of(type, "Not now", 503, detail));
  }

  public Problem problem() {
    return problem;
  }
}
