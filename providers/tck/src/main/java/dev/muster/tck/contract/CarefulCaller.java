package dev.muster.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Uses a provider as the contract asks its callers to: never acts on what is not certain, asks
 * again instead. It remembers every claim that it made.
 */
public final class CarefulCaller {
  private final ProviderFixture fixture;
  private final CapacityProvider provider;
  private final Map<ClaimId, Integer> made;

  CarefulCaller(ProviderFixture fixture) {
    this(fixture, new LinkedHashMap<>());
  }

  private CarefulCaller(ProviderFixture fixture, Map<ClaimId, Integer> made) {
    this.fixture = fixture;
    this.provider = fixture.open();
    this.made = made;
  }

  /** The same caller after a crash: a new session, the old one was never closed. */
  CarefulCaller restarted() {
    return new CarefulCaller(fixture, made);
  }

  /** The session, for single calls. */
  public CapacityProvider provider() {
    return provider;
  }

  /** Every claim made so far, with its number of nodes. */
  Map<ClaimId, Integer> made() {
    return made;
  }

  /** Sends a claim once. */
  public ClaimState send(ClaimId claim, ClaimRequest request) {
    made.put(claim, request.nodes());
    return provider.claim(claim, request);
  }

  /** Sends a claim, and again where that is called for, until it is granted or refused. */
  public ClaimState claim(ClaimId claim, ClaimRequest request) {
    return followUp(claim, request, send(claim, request));
  }

  /** Goes on from an answer to a claim until it is granted or refused. */
  public ClaimState followUp(ClaimId claim, ClaimRequest request, ClaimState answer) {
    return untilDecided(
        answer,
        last -> sendAgain(last) ? provider.claim(claim, request) : provider.observe(claim),
        state -> !underWay(state) && !sendAgain(state));
  }

  /** The nodes of a claim that must be granted. */
  public ClaimState.Granted grant(ClaimId claim, ClaimRequest request) {
    ClaimState state = claim(claim, request);
    assertThat(state).isInstanceOf(ClaimState.Granted.class);
    return (ClaimState.Granted) state;
  }

  /** Asks where a claim stands until that is certain. */
  public ClaimState observe(ClaimId claim) {
    return untilDecided(null, last -> provider.observe(claim), state -> !underWay(state));
  }

  /** Gives a claim back, and stays until nothing of it is left. */
  public void release(ClaimId claim) {
    ClaimState end =
        untilDecided(
            provider.release(claim),
            last ->
                last instanceof ClaimState.Releasing
                    ? provider.observe(claim)
                    : provider.release(claim),
            state -> state instanceof ClaimState.Released || faultIs(state, FaultCode.NOT_FOUND));
    assertThat(end)
        .satisfiesAnyOf(
            state -> assertThat(state).isInstanceOf(ClaimState.Released.class),
            state -> assertThat(faultIs(state, FaultCode.NOT_FOUND)).isTrue());
  }

  /** A complete listing of what an owner has. */
  public List<OwnedResource> owned(OwnerTag owner) {
    Owned[] last = {provider.owned(owner)};
    boolean complete =
        fixture.await(() -> {
          last[0] = last[0].complete() ? last[0] : provider.owned(owner);
          return last[0].complete();
        });
    assertThat(complete).as("a complete listing, at last: %s", last[0].problems()).isTrue();
    return last[0].items();
  }

  /** Waits until complete listings show what is expected. */
  public void awaitOwned(OwnerTag owner, Predicate<List<OwnedResource>> expected) {
    boolean seen = fixture.await(() -> expected.test(owned(owner)));
    assertThat(seen).as("the expected listing, at last: %s", owned(owner)).isTrue();
  }

  private interface NextCall {
    ClaimState after(@Nullable ClaimState last);
  }

  private ClaimState untilDecided(
      @Nullable ClaimState first, NextCall next, Predicate<ClaimState> decided) {
    ClaimState[] last = {first == null ? next.after(null) : first};
    boolean done =
        fixture.await(() -> {
          last[0] = decided.test(last[0]) ? last[0] : next.after(last[0]);
          return decided.test(last[0]);
        });
    assertThat(done).as("a certain answer, at last: %s", last[0]).isTrue();
    return last[0];
  }

  private static boolean underWay(ClaimState state) {
    return switch (state) {
      case ClaimState.Requested r -> true;
      case ClaimState.Pending p -> true;
      case ClaimState.Unknown u -> true;
      case ClaimState.Releasing r -> true;
      case ClaimState.Granted g -> false;
      case ClaimState.Denied d -> false;
      case ClaimState.Released r -> false;
      case ClaimState.Vanished v -> false;
    };
  }

  /** Whether the call was certainly not applied, and may work now. */
  private static boolean sendAgain(@Nullable ClaimState state) {
    if (state instanceof ClaimState.Vanished) {
      return faultIs(state, FaultCode.NOT_FOUND);
    }
    return state instanceof ClaimState.Denied
        && (faultIs(state, FaultCode.THROTTLED) || faultIs(state, FaultCode.TRANSIENT));
  }

  private static boolean faultIs(ClaimState state, FaultCode code) {
    return fault(state).filter(fault -> fault.code() == code).isPresent();
  }

  /** The fault that a state carries. */
  static Optional<Fault> fault(ClaimState state) {
    return switch (state) {
      case ClaimState.Denied denied -> Optional.of(denied.fault());
      case ClaimState.Unknown unknown -> Optional.of(unknown.fault());
      case ClaimState.Vanished vanished -> Optional.of(vanished.fault());
      case ClaimState.Requested r -> Optional.empty();
      case ClaimState.Pending p -> Optional.empty();
      case ClaimState.Granted g -> Optional.empty();
      case ClaimState.Releasing r -> Optional.empty();
      case ClaimState.Released r -> Optional.empty();
    };
  }
}
