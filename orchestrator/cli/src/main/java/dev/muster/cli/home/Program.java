package dev.muster.cli.home;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The build that this command belongs to, as the launcher tells it.
 *
 * @param dist the folder with {@code cli}, {@code server} and {@code agent}
 * @param sha the hash of its sources
 * @param java the Java that built it
 */
public record Program(Path dist, String sha, Path java) {
  /** Reads what the launcher said. */
  public static Program from(Map<?, ?> properties) {
    return new Program(
        Path.of(told(properties, "muster.dist")),
        told(properties, "muster.sha"),
        Path.of(told(properties, "muster.java")));
  }

  private static String told(Map<?, ?> properties, String name) {
    if (properties.get(name) instanceof String value && !value.isEmpty()) {
      return value;
    }
    throw new FailureException(
        ExitCode.USAGE,
        "the system property %s is not set, so no server can be started".formatted(name),
        "start this command by orchestrator/bin/muster, or set MUSTER_SERVER");
  }
}
