package dev.muster.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.ClaimId;
import dev.muster.spi.OwnedResource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a provider owes whose listings show the past: they catch up within the time it declares. */
public interface ListLagContract {
  ClaimId CLAIM = new ClaimId("c-lag");

  ProviderFixture fixture();

  CarefulCaller caller();

  @Test
  default void whatWasGrantedIsListedOnceTheDeclaredLagHasPassed() {
    caller().grant(CLAIM, fixture().request(2));
    Instant certain =
        fixture().clock().instant().plus(caller().provider().capabilities().listLag());
    fixture().await(() -> fixture().clock().instant().isAfter(certain));

    List<OwnedResource> items = caller().owned(fixture().owner());

    assertThat(items).hasSize(2);
  }

  @Test
  default void whatIsGoneIsNotListedOnceTheDeclaredLagHasPassed() {
    caller().grant(CLAIM, fixture().request(2));
    caller().release(CLAIM);
    Instant certain =
        fixture().clock().instant().plus(caller().provider().capabilities().listLag());
    fixture().await(() -> fixture().clock().instant().isAfter(certain));

    assertThat(caller().owned(fixture().owner())).isEmpty();
  }
}
