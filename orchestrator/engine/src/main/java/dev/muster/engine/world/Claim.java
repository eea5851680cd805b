package dev.muster.engine.world;

import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.FaultCode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * A request for capacity, journaled before it is sent. It charges its pool from this moment until
 * it is closed.
 *
 * @param id its name, also towards the provider
 * @param job whose it is
 * @param provider who is asked
 * @param flavor the catalog's flavor
 * @param nodes number of nodes
 * @param node what each node needs
 * @param wanted false once it is to be given back
 * @param observed the provider's newest answer; null while nothing is known to have been sent
 */
public record Claim(
    ClaimId id,
    JobId job,
    ProviderId provider,
    String flavor,
    int nodes,
    NodeSize node,
    boolean wanted,
    @Nullable ClaimState observed) {

  /** Whether nothing of it is left and nothing is on its way: it no longer charges. */
  public boolean closed() {
    return !wanted && observed != null && gone(observed);
  }

  private static boolean gone(ClaimState state) {
    return switch (state) {
      case ClaimState.Released r -> true;
      case ClaimState.Denied d -> true;
      case ClaimState.Vanished v -> v.fault().code() == FaultCode.NOT_FOUND;
      case ClaimState.Requested r -> false;
      case ClaimState.Pending p -> false;
      case ClaimState.Granted g -> false;
      case ClaimState.Unknown u -> false;
      case ClaimState.Releasing r -> false;
    };
  }

  public Claim observed(ClaimState state) {
    return new Claim(id, job, provider, flavor, nodes, node, wanted, state);
  }

  /** This claim, to be given back. */
  public Claim unwanted() {
    return new Claim(id, job, provider, flavor, nodes, node, false, observed);
  }
}
