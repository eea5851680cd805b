package dev.muster.spi;

import java.net.URI;
import java.util.List;

/**
 * What a node needs to start its agent. Handed over with the call, never journaled: it can be made
 * again from the claim's id.
 *
 * @param server where the agent reaches the server
 * @param runtimeDigest SHA-256 of the agent's runtime, which the server keeps
 * @param joinTokens one per node, by node index: signed for (claim, node), secret
 */
public record Bootstrap(URI server, String runtimeDigest, List<Secret> joinTokens) {
  public Bootstrap {
    joinTokens = List.copyOf(joinTokens);
  }
}
