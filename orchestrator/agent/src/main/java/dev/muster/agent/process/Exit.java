package dev.muster.agent.process;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended. Java tells a signal as 128 + its number, so an exit with such a code by the
 * process's own will reads as that signal too.
 *
 * @param code its exit code; null when a signal ended it
 * @param signal the signal; null otherwise
 */
public record Exit(@Nullable Integer code, @Nullable Integer signal) {
  private static final int SIGNAL_BASE = 128;
  private static final int SIGNAL_MAX = 64;

  /** The end that a value of {@link Process#exitValue()} tells. */
  public static Exit of(int value) {
    return value > SIGNAL_BASE && value <= SIGNAL_BASE + SIGNAL_MAX
        ? new Exit(null, value - SIGNAL_BASE)
        : new Exit(value, null);
  }

  public boolean succeeded() {
    return code != null && code == 0;
  }

  /** In words: {@code exit code 1}, {@code signal 9}. */
  public String words() {
    return code != null ? "exit code " + code : "signal " + signal;
  }
}
