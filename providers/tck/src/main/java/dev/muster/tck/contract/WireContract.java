package dev.muster.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Owned;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a provider that is reached over a network owes besides: calls whose answer is lost, that
 * arrive late or twice, or that are turned away, still make one gang or none.
 */
public interface WireContract {
  ClaimId CLAIM = new ClaimId("c-wire");

  WireFixture fixture();

  CarefulCaller caller();

  @Test
  default void aLostAnswerIsUnknownAndTheClaimIsFoundAgain() {
    ClaimRequest request = fixture().request(2);
    fixture().loseNextAnswer();

    ClaimState state = caller().send(CLAIM, request);

    assertThat(state).isInstanceOf(ClaimState.Unknown.class);
    assertThat(caller().observe(CLAIM)).isInstanceOf(ClaimState.Granted.class);
    assertThat(fixture().alive(CLAIM)).isEqualTo(2);
  }

  @Test
  default void aClaimThatIsRepeatedAfterALostAnswerIsOneGang() {
    ClaimRequest request = fixture().request(2);
    fixture().loseNextAnswer();
    caller().send(CLAIM, request);

    caller().grant(CLAIM, request);

    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isEqualTo(2);
  }

  @Test
  default void aClaimThatIsAppliedLateIsNotCalledGoneBefore() {
    ClaimRequest request = fixture().request(2);
    fixture().applyNextLate();
    assertThat(caller().send(CLAIM, request)).isInstanceOf(ClaimState.Unknown.class);

    assertThat(caller().provider().observe(CLAIM)).isInstanceOf(ClaimState.Unknown.class);

    assertThat(caller().observe(CLAIM)).isInstanceOf(ClaimState.Granted.class);
  }

  @Test
  default void aClaimThatIsAppliedAfterItsReleaseLeavesNothing() {
    fixture().applyNextLate();
    caller().send(CLAIM, fixture().request(2));

    caller().release(CLAIM);

    int alive = fixture().alive(CLAIM);
    fixture().quiet();
    assertThat(alive).isZero();
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  default void aClaimThatArrivesTwiceIsOneGang() {
    fixture().deliverNextTwice();

    caller().grant(CLAIM, fixture().request(2));

    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isEqualTo(2);
  }

  @Test
  default void aClaimThatArrivesAgainAfterItsReleaseStaysReleased() {
    fixture().deliverNextTwice();
    caller().grant(CLAIM, fixture().request(2));

    caller().release(CLAIM);

    fixture().quiet();
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  default void aThrottledClaimWasNotAppliedAndSaysWhenToComeBack() {
    fixture().throttleNext();

    ClaimState state = caller().send(CLAIM, fixture().request(1));

    assertThat(CarefulCaller.fault(state))
        .hasValueSatisfying(fault -> {
          assertThat(fault.code()).isEqualTo(FaultCode.THROTTLED);
          assertThat(fault.retryAfter()).isPositive();
        });
    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isZero();
  }

  @Test
  default void aThrottledReleaseIsNotForgotten() {
    caller().grant(CLAIM, fixture().request(2));
    fixture().throttleNext();

    assertThat(caller().provider().release(CLAIM)).isInstanceOf(ClaimState.Unknown.class);

    caller().release(CLAIM);
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  default void anOutageMakesEverythingUnknownAndEndsNothing() {
    ClaimState.Granted before = caller().grant(CLAIM, fixture().request(2));
    fixture().outage();

    ClaimState during = caller().provider().observe(CLAIM);
    Owned owned = caller().provider().owned(fixture().owner());

    assertThat(during).isInstanceOf(ClaimState.Unknown.class);
    assertThat(owned.complete()).isFalse();
    fixture().quiet();
    assertThat(caller().observe(CLAIM)).isEqualTo(before);
    caller().awaitOwned(fixture().owner(), items -> items.size() == 2);
  }

  @Test
  default void duringAnOutageNothingIsOfferedAndNothingIsClaimed() {
    fixture().outage();

    ClaimState state = caller().send(CLAIM, fixture().request(1));

    assertThat(state)
        .isNotInstanceOfAny(
            ClaimState.Granted.class, ClaimState.Released.class, ClaimState.Vanished.class);
    assertThat(fixture().mostAlive(CLAIM)).isZero();
    fixture().quiet();
    assertThat(List.of(caller().claim(CLAIM, fixture().request(1))))
        .hasOnlyElementsOfType(ClaimState.Granted.class);
  }
}
