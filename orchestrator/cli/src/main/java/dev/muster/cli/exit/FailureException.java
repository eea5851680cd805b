package dev.muster.cli.exit;

import org.jspecify.annotations.Nullable;

/** Ends the command: one line about what is wrong, one about what to do. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;
  private final @Nullable String next;

  /**
   * @param what what is wrong: the value and what was expected
   * @param next the next step to take; null when there is none to tell
   */
  public FailureException(ExitCode code, String what, @Nullable String next) {
    super(what);
    this.code = code;
    this.next = next;
  }

  public FailureException(ExitCode code, String what, @Nullable String next, Throwable cause) {
    super(what, cause);
    this.code = code;
    this.next = next;
  }

  public ExitCode code() {
    return code;
  }

  /** What to do next; null when there is nothing to tell. */
  public @Nullable String next() {
    return next;
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
