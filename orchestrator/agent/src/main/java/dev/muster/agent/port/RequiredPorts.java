package dev.muster.agent.port;

import java.util.List;
import java.util.Optional;

/** The ports that ranks will listen on: whether they are free, and if not, whose they are. */
public final class RequiredPorts {
  private RequiredPorts() {}

  /** What is wrong with the first one that cannot be had; empty when all can. */
  public static Optional<String> taken(List<Integer> ports) {
    return ports.stream()
        .filter(port -> !RendezvousPort.free(port))
        .findFirst()
        .map(port -> words(port));
  }

  private static String words(int port) {
    return "port %d is held by %s (spec.resources.ports asks for it)"
        .formatted(port, Listeners.on(port).orElse("somebody else on this machine"));
  }
}
