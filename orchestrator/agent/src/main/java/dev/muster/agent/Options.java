package dev.muster.agent;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of an agent.
 *
 * @param server base of the server's address
 * @param serverFile where a server on this machine announces itself; null where none does
 * @param claim the claim whose node this is
 * @param node node rank
 * @param home the agent's own folder
 * @param environments folder of this machine's Python environments
 * @param tokenFile file with the first token, readable by its owner only
 */
record Options(
    URI server,
    @Nullable Path serverFile,
    String claim,
    int node,
    Path home,
    Path environments,
    Path tokenFile) {
  private static final List<String> NAMES =
      List.of(
          "--server",
          "--server-file",
          "--claim",
          "--node",
          "--home",
          "--environments",
          "--token-file");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an argument is missing, unknown or no value
   */
  static Options parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!NAMES.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "argument: %s (expected: each of %s with a value)".formatted(arguments[i], NAMES));
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    return new Options(
        URI.create(required(values, "--server")),
        values.containsKey("--server-file") ? path(values, "--server-file") : null,
        required(values, "--claim"),
        Integer.parseInt(required(values, "--node")),
        path(values, "--home"),
        path(values, "--environments"),
        path(values, "--token-file"));
  }

  private static Path path(Map<String, String> values, String name) {
    return Path.of(required(values, name)).toAbsolutePath().normalize();
  }

  private static String required(Map<String, String> values, String name) {
    @Nullable String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("argument: %s is missing".formatted(name));
    }
    return value;
  }
}
