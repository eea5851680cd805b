package dev.muster.agent.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lines for the operator of a node; standard error belongs to a file of the provider. */
public final class Log {
  private Log() {}

  /** A decision or a change of state. */
  public static void info(String line) {
    write("INFO", line);
  }

  /** Something that went wrong and was met. */
  public static void warn(String line) {
    write("WARN", line);
  }

  private static void write(String level, String text) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + text);
  }
}
