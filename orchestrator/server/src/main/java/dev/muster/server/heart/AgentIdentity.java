package dev.muster.server.heart;

import dev.muster.spi.ClaimId;

/** Which node's agent somebody proved to be: the claim, and the node rank in it. */
public record AgentIdentity(ClaimId claim, int node) {}
