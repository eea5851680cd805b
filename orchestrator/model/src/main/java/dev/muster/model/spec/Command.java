package dev.muster.model.spec;

import java.util.List;

/**
 * What a rank runs.
 *
 * @param arguments program and arguments; a manifest's string command is {@code sh -c STRING}
 */
public record Command(List<String> arguments) {
  public Command {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("command: [] (expected: a program and its arguments)");
    }
  }

  /** A command line that the shell reads. */
  public static Command shell(String line) {
    return new Command(List.of("sh", "-c", line));
  }
}
