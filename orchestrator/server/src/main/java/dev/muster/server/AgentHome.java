package dev.muster.server;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the agent's program: it lies beside the server's, in {@code agent}. */
final class AgentHome {
  /** System property with the folder that holds all programs, for a server that runs elsewhere. */
  private static final String DIST = "muster.dist";

  private AgentHome() {}

  /** The folder with {@code runtime} and {@code lib}: {@code DIST/agent}. */
  static Path find() {
    String dist = System.getProperty(DIST);
    return (dist == null ? besideThisJar() : Path.of(dist)).resolve("agent");
  }

  /** The jar is {@code DIST/server/lib/muster-server.jar}. */
  private static Path besideThisJar() {
    try {
      Path jar =
          Path.of(AgentHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the server's own jar has no path", e);
    }
  }
}
