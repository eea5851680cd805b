package dev.muster.model.run;

import org.jspecify.annotations.Nullable;

/**
 * How it ended.
 *
 * @param outcome the verdict
 * @param cause why, unless it succeeded
 */
public record Ending(Outcome outcome, @Nullable Cause cause) {
  public static Ending succeeded() {
    return new Ending(Outcome.SUCCEEDED, null);
  }

  public static Ending failed(Cause cause) {
    return new Ending(Outcome.FAILED, cause);
  }

  public static Ending cancelled() {
    return new Ending(Outcome.CANCELLED, null);
  }

  /** An attempt that was stopped by an order, to go on later. */
  public static Ending stopped() {
    return new Ending(Outcome.STOPPED, null);
  }
}
