package dev.muster.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * Where commands go, under a name.
 *
 * @param server URL of the server; null for the one of the data directory
 * @param token what opens the server; null when a file has it
 * @param tokenFile file with the token; null when there is none
 * @param dataDir data directory of the server that is started when none is named
 * @param project project of jobs that are named without one; null for the usual one
 */
public record Context(
    String name,
    @Nullable String server,
    @Nullable String token,
    @Nullable String tokenFile,
    @Nullable String dataDir,
    @Nullable String project) {
  /** Where it leads, for people. */
  public String target() {
    if (server != null) {
      return server;
    }
    return dataDir == null ? "a server of your own" : dataDir;
  }
}
