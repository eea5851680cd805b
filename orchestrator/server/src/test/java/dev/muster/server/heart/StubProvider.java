package dev.muster.server.heart;

import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Offer;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import dev.muster.spi.ProviderConfig;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A provider that answers {@code observe} only when it may, and lists what it was given. */
final class StubProvider implements CapacityProviderFactory, CapacityProvider {
  final CountDownLatch mayAnswer = new CountDownLatch(1);
  final List<OwnedResource> resources = new ArrayList<>();
  final List<OwnedResource> destroyed = new ArrayList<>();

  @Override
  public String type() {
    return Providers.LOCAL;
  }

  @Override
  public CapacityProvider open(ProviderConfig config, ProviderContext context) {
    return this;
  }

  @Override
  public ProviderId id() {
    return new ProviderId(Providers.LOCAL);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Idempotency.NAME, Duration.ZERO, true);
  }

  @Override
  public Catalog catalog() {
    return new Catalog("1", List.of());
  }

  @Override
  public List<Offer> offers(CapacityQuery query) {
    return List.of();
  }

  @Override
  public ClaimState claim(ClaimId id, ClaimRequest request) {
    return new ClaimState.Requested();
  }

  @Override
  public ClaimState observe(ClaimId id) {
    try {
      mayAnswer.await();
      return new ClaimState.Granted(List.of());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ClaimState release(ClaimId id) {
    throw new IllegalStateException("the cloud is on fire");
  }

  @Override
  public Owned owned(OwnerTag owner) {
    return new Owned(resources, false, List.of());
  }

  @Override
  public void destroyOrphan(OwnedResource resource, Precondition still) {
    destroyed.add(resource);
  }

  @Override
  public void close() {}
}
