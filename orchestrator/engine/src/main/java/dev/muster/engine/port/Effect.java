package dev.muster.engine.port;

import dev.muster.engine.world.Claim;
import dev.muster.spi.ClaimId;

/** A call to the outside, released only after the intent behind it was committed. */
public sealed interface Effect {
  /** The claim it is about; at most one effect per claim is under way. */
  Claim subject();

  /** The claim's id. */
  default ClaimId claim() {
    return subject().id();
  }

  /** Send the claim to its provider, once. */
  record RequestClaim(Claim subject) implements Effect {}

  /** Ask the provider where the claim stands. */
  record ObserveClaim(Claim subject) implements Effect {}

  /** Give the claim back. */
  record ReleaseClaim(Claim subject) implements Effect {}
}
