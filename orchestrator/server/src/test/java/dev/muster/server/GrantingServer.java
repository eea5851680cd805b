package dev.muster.server;

import java.nio.file.Path;
import java.util.List;

/** The server's program with a provider whose agents somebody else plays. */
final class GrantingServer {
  /** The folder in which the provider remembers. */
  static final String GRANTS = "GRANTS";

  private GrantingServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    GrantingProvider provider = new GrantingProvider(Path.of(System.getenv(GRANTS)));
    System.exit(MusterServer.run(List.of(arguments), List.of(provider)));
  }
}
