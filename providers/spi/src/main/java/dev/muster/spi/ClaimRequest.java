package dev.muster.spi;

import java.util.Map;

/**
 * A request for a gang of equal nodes: all of them or none.
 *
 * @param owner the installation that asks; tagged onto everything that is created
 * @param flavor the catalog's flavor
 * @param nodes number of nodes, at least 1
 * @param node what each node needs
 * @param labels further tags for people: job, project
 * @param bootstrap how each node starts its agent
 */
public record ClaimRequest(
    OwnerTag owner,
    String flavor,
    int nodes,
    NodeSize node,
    Map<String, String> labels,
    Bootstrap bootstrap) {
  public ClaimRequest {
    labels = Map.copyOf(labels);
    if (nodes < 1 || bootstrap.joinTokens().size() != nodes) {
      throw new IllegalArgumentException(
          "nodes: %d with %d join tokens (expected: >= 1, one token per node)"
              .formatted(nodes, bootstrap.joinTokens().size()));
    }
  }
}
