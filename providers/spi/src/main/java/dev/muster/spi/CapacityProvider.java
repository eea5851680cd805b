package dev.muster.spi;

import java.util.List;

/**
 * A source of nodes. All verbs block (they run on virtual threads), are safe to call from several
 * threads, and never throw for what a provider can answer: faults are data.
 *
 * <p>What an implementation owes:
 *
 * <ul>
 *   <li>{@link #claim} is sent once: no retry, no waiting, no sleep inside. The same id twice is
 *       the same claim, also after a crash of either side and also when the first answer was lost.
 *   <li>When it is not certain whether a call was applied, the answer is {@link
 *       ClaimState.Unknown}; the caller then asks {@link #observe} until it is certain, and only
 *       then acts.
 *   <li>A claim is granted whole or not at all; a half-built one is taken down by the provider
 *       before it says {@link ClaimState.Denied}.
 *   <li>Everything created bears the owner tag and the claim's id from its first moment.
 *   <li>{@link #owned} says whether it saw everything; absence from an incomplete listing proves
 *       nothing.
 * </ul>
 */
public interface CapacityProvider extends AutoCloseable {
  /** The name under which this provider is configured. */
  ProviderId id();

  /** What it can and cannot do; constant. */
  Capabilities capabilities();

  /** What it can give at all. */
  Catalog catalog();

  /** What could be had now for a query; empty when nothing fits. A hint, never a promise. */
  List<Offer> offers(CapacityQuery query);

  /**
   * Asks for capacity. Idempotent by {@code id}; a different request under a known id is denied.
   */
  ClaimState claim(ClaimId id, ClaimRequest request);

  /**
   * The provider's own truth about a claim, also after our crash. A claim that it has never heard
   * of (and that cannot be on its way any more) is {@link ClaimState.Vanished} with {@link
   * FaultCode#NOT_FOUND}; one that may still turn up is {@link ClaimState.Unknown}.
   */
  ClaimState observe(ClaimId id);

  /**
   * Gives a claim back. Idempotent, resumable, also for a claim that is half built or was never
   * applied (which then cannot be applied any more); ask {@link #observe} until it answers {@link
   * ClaimState.Released}, or {@link ClaimState.Vanished} with {@link FaultCode#NOT_FOUND}.
   */
  ClaimState release(ClaimId id);

  /** Everything at the provider that bears this owner tag. */
  Owned owned(OwnerTag owner);

  /** Destroys one resource that no claim of ours accounts for, if the precondition still holds. */
  void destroyOrphan(OwnedResource resource, Precondition still);

  /** Ends this session with the provider; claims live on. */
  @Override
  void close();
}
