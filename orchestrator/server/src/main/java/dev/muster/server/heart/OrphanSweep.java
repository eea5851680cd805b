package dev.muster.server.heart;

import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what bears our tag and no open claim accounts for: what a crash between a call and its
 * answer has left, or a release that was said to be complete and was not.
 *
 * <p>A claim is journaled before its provider hears of it, so what is listed first and is in no
 * open claim afterwards belongs to none. A server that was deposed no longer knows the open claims:
 * whether it still leads is asked before anything is destroyed.
 */
final class OrphanSweep {
  /** Younger resources are left alone: somebody may just be writing down what they are. */
  private static final Duration AGE_MIN = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

  private final Providers providers;
  private final OwnerTag owner;
  private final Predicate<ClaimId> open;
  private final BooleanSupplier leads;
  private final InstantSource clock;

  /**
   * @param open whether a claim is not closed
   * @param leads whether this server still leads its store
   */
  OrphanSweep(
      Providers providers,
      OwnerTag owner,
      Predicate<ClaimId> open,
      BooleanSupplier leads,
      InstantSource clock) {
    this.providers = providers;
    this.owner = owner;
    this.open = open;
    this.leads = leads;
    this.clock = clock;
  }

  /** Asks every provider what it has of ours. */
  void sweep() {
    providers.sessions().forEach(this::sweep);
  }

  private void sweep(CapacityProvider provider) {
    try {
      Owned owned = provider.owned(owner);
      owned.problems().forEach(p -> log.warn("provider={} owned={}", provider.id(), p.detail()));
      Precondition still = new Precondition(owner, clock.instant().minus(AGE_MIN));
      owned.items().stream()
          .filter(item -> isOrphan(item, still.createdBefore()))
          .forEach(item -> destroy(provider, item, still));
    } catch (RuntimeException e) {
      log.warn("provider={} owned=unreadable cause={}", provider.id(), e.toString());
    }
  }

  private boolean isOrphan(OwnedResource item, Instant createdBefore) {
    ClaimId claim = item.claim();
    return claim != null && item.createdAt().isBefore(createdBefore) && !open.test(claim);
  }

  private void destroy(CapacityProvider provider, OwnedResource item, Precondition still) {
    if (leads.getAsBoolean()) {
      log.info(
          "provider={} orphan={} kind={} claim={} destroyed=yes",
          provider.id(),
          item.id(),
          item.kind(),
          item.claim());
      provider.destroyOrphan(item, still);
    }
  }
}
