package dev.muster.local;

import dev.muster.spi.ClaimRequest;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnerTag;
import java.util.List;

/**
 * What a claim holds of this machine.
 *
 * @param owner who asked
 * @param flavor the flavor asked for
 * @param nodes number of nodes
 * @param node what each has
 * @param devices the accelerators of each node, by node index
 */
record Gang(OwnerTag owner, String flavor, int nodes, NodeSize node, List<List<String>> devices) {
  Gang {
    devices = devices.stream().map(List::copyOf).toList();
  }

  boolean isFor(ClaimRequest request) {
    return owner.equals(request.owner())
        && flavor.equals(request.flavor())
        && nodes == request.nodes()
        && node.equals(request.node());
  }
}
