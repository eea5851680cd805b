package dev.muster.tck.cloud;

import dev.muster.spi.ClaimId;
import dev.muster.spi.OwnerTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node that exists or existed in the simulated cloud.
 *
 * @param id the cloud's identity of it, never used twice
 * @param claim the claim in its tags
 * @param owner the owner in its tags
 * @param index its place in the gang
 * @param devices its accelerators
 * @param bornAt when it came to be
 * @param diedAt when it ceased to be; null while it lives
 */
public record SimulatedNode(
    String id,
    ClaimId claim,
    OwnerTag owner,
    int index,
    List<String> devices,
    Instant bornAt,
    @Nullable Instant diedAt) {
  public SimulatedNode {
    devices = List.copyOf(devices);
  }

  public boolean alive() {
    return diedAt == null;
  }

  SimulatedNode dead(Instant at) {
    return new SimulatedNode(id, claim, owner, index, devices, bornAt, at);
  }
}
