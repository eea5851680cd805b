package dev.muster.cli.exit;

import dev.muster.api.JobView;

/** What the exit code of {@code muster} says. */
public enum ExitCode {
  SUCCEEDED(0),
  FAILED(1),
  USAGE(2),
  CANCELLED(3),
  UNREACHABLE(4),
  DETACHED(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number that the shell sees. */
  public int number() {
    return number;
  }

  /** How a job ended that has ended. */
  public static ExitCode of(JobView ended) {
    return switch (ended.state()) {
      case "succeeded" -> SUCCEEDED;
      case "cancelled" -> CANCELLED;
      default -> FAILED;
    };
  }
}
