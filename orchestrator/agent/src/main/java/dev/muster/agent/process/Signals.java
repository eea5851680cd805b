package dev.muster.agent.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of the signals that a job may ask for, on Linux. */
public final class Signals {
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "SIGHUP",
          1,
          "SIGINT",
          2,
          "SIGQUIT",
          3,
          "SIGUSR1",
          10,
          "SIGUSR2",
          12,
          "SIGTERM",
          15,
          "SIGCONT",
          18,
          "SIGURG",
          23,
          "SIGWINCH",
          28);

  private Signals() {}

  /** The number of a signal; null for one that cannot be sent. */
  public static @Nullable Integer number(String name) {
    return NUMBERS.get(name.startsWith("SIG") ? name : "SIG" + name);
  }
}
