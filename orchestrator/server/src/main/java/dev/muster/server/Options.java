package dev.muster.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server is told to run.
 *
 * @param dataDirectory where it keeps everything
 * @param port the port to answer at; 0 picks one; null leaves it to the kind of server
 * @param embedded whether it ends by itself when nobody needs it
 * @param idle how long nobody must need it until then
 * @param localSettings settings of this machine's provider
 */
record Options(
    Path dataDirectory,
    @Nullable Integer port,
    boolean embedded,
    Duration idle,
    Map<String, String> localSettings) {
  /** The arguments make no sense. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  static final String USAGE = "usage: muster server [--data-dir DIR] [--port N] [--embedded]";

  /** Leaves a minute for the next client, and is gone soon after the last. */
  static final Duration IDLE = Duration.ofSeconds(60);

  private static final int PORT_MAX = 65535;

  Options {
    localSettings = Map.copyOf(localSettings);
  }

  /** Reads the command line; what it does not say comes from the environment. */
  static Options parse(List<String> arguments, Map<String, String> environment)
      throws UsageException {
    Path dataDirectory = defaultDirectory(environment);
    Integer port = null;
    boolean embedded = false;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--data-dir" -> dataDirectory = Path.of(value(arguments, ++i, "--data-dir"));
        case "--port" -> port = port(value(arguments, ++i, "--port"));
        case "--embedded" -> embedded = true;
        default -> throw new UsageException("%s: unknown; %s".formatted(arguments.get(i), USAGE));
      }
    }
    return new Options(dataDirectory, port, embedded, IDLE, localSettings(environment));
  }

  private static Path defaultDirectory(Map<String, String> environment) {
    String given = environment.get("MUSTER_DATA");
    return given == null || given.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", "."), ".local", "share", "muster")
        : Path.of(given);
  }

  /** What this machine gives away, where that should be less than all. */
  private static Map<String, String> localSettings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    put(settings, "cores", environment.get("MUSTER_LOCAL_CORES"));
    put(settings, "memory", environment.get("MUSTER_LOCAL_MEMORY"));
    put(settings, "disk", environment.get("MUSTER_LOCAL_DISK"));
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      settings.put(name, value);
    }
  }

  private static String value(List<String> arguments, int index, String option)
      throws UsageException {
    if (index >= arguments.size()) {
      throw new UsageException("%s: without a value; %s".formatted(option, USAGE));
    }
    return arguments.get(index);
  }

  private static int port(String text) throws UsageException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(refusedPort(text));
    }
    throw new UsageException(refusedPort(text));
  }

  private static String refusedPort(String text) {
    return "--port: \"%s\" (expected: 0 to %d; 0 picks one)".formatted(text, PORT_MAX);
  }
}
