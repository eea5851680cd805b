package dev.muster.server.heart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.ClaimId;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.ProviderContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what certainly belongs to nobody is destroyed. */
class OrphanSweepTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final ClaimId OPEN = new ClaimId("c-open");

  private final StubProvider provider = new StubProvider();
  private final OwnedResource orphan = resource("c-closed", Duration.ofMinutes(2));

  @Test
  void whatNoOpenClaimAccountsForGoes() {
    provider.resources.addAll(
        List.of(
            orphan,
            resource("c-open", Duration.ofDays(1)),
            resource("c-closed", Duration.ofSeconds(59)),
            resource(null, Duration.ofDays(1))));

    sweep(true);

    assertThat(provider.destroyed).containsExactly(orphan);
  }

  @Test
  void aServerThatNoLongerLeadsDestroysNothing() {
    provider.resources.add(orphan);

    sweep(false);

    assertThat(provider.destroyed).isEmpty();
  }

  private void sweep(boolean leads) {
    ProviderContext context =
        new ProviderContext(InstantSource.fixed(NOW), Path.of("/nowhere"), Path.of("/nowhere"));
    new OrphanSweep(
            Providers.open(List.of(provider), Map.of(), context),
            new OwnerTag("m1"),
            OPEN::equals,
            () -> leads,
            InstantSource.fixed(NOW))
        .sweep();
  }

  private static OwnedResource resource(@Nullable String claim, Duration age) {
    return new OwnedResource(
        "process",
        claim + "-" + age,
        claim == null ? null : new ClaimId(claim),
        NOW.minus(age),
        false);
  }
}
