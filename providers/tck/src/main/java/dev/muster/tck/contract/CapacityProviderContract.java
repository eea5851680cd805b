package dev.muster.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider owes its callers. After each scenario all claims are given back, and then
 * nothing that we own may be left, and never may more nodes have existed than were asked for.
 */
public abstract class CapacityProviderContract {
  private static final ClaimId CLAIM = new ClaimId("c-7f3a");
  private static final ClaimId OTHER = new ClaimId("c-7f3b");
  private static final OwnerTag STRANGER = new OwnerTag("somebody-else");
  private static final int CALLERS = 8;

  private CarefulCaller caller;

  /** The fixture of this test: always the same one. */
  public abstract ProviderFixture fixture();

  /** The caller of this test. */
  public CarefulCaller caller() {
    return caller;
  }

  @BeforeEach
  final void open() {
    caller = new CarefulCaller(fixture());
  }

  @AfterEach
  final void leaveNothing() {
    try (ProviderFixture fixture = fixture()) {
      caller.made().keySet().forEach(caller::release);
      fixture.quiet();
      caller.awaitOwned(fixture.owner(), List::isEmpty);
      caller
          .made()
          .forEach((claim, nodes) -> {
            assertThat(fixture.alive(claim)).as("nodes of %s left", claim).isZero();
            assertThat(fixture.mostAlive(claim))
                .as("nodes of %s", claim)
                .isLessThanOrEqualTo(nodes);
          });
      caller.provider().close();
    }
  }

  // --- what it says of itself

  @Test
  void namesAtLeastOneFlavorAndKeepsItsCatalogWhileNothingChanges() {
    assertThat(provider().catalog().flavors()).isNotEmpty();
    assertThat(provider().catalog()).isEqualTo(provider().catalog());
  }

  @Test
  void everyDeclaredCapabilityHasItsSuite() {
    Capabilities capabilities = provider().capabilities();
    if (!capabilities.sharesFileSystem()) {
      assertThat(this).isInstanceOf(WireContract.class);
    }
    if (capabilities.listLag().isPositive()) {
      assertThat(this).isInstanceOf(ListLagContract.class);
    }
  }

  @Test
  void offersOnlyWhatFits() {
    ClaimRequest request = fixture().request(1);
    ClaimRequest impossible = fixture().impossible();

    assertThat(provider().offers(new CapacityQuery(1, request.node())))
        .isNotEmpty()
        .allSatisfy(offer -> assertThat(offer.provider()).isEqualTo(provider().id()))
        .anySatisfy(offer -> assertThat(offer.flavor()).isEqualTo(request.flavor()));
    assertThat(provider().offers(new CapacityQuery(impossible.nodes(), impossible.node())))
        .noneSatisfy(offer -> assertThat(offer.nodes()).isGreaterThanOrEqualTo(impossible.nodes()));
  }

  // --- claims

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void grantsAGangWhole(int nodes) {
    ClaimState.Granted granted = caller.grant(CLAIM, fixture().request(nodes));

    assertThat(granted.nodes())
        .extracting(GrantedNode::index)
        .containsExactlyElementsOf(IntStream.range(0, nodes).boxed().toList());
    assertThat(granted.nodes()).extracting(GrantedNode::id).doesNotHaveDuplicates();
    assertThat(fixture().alive(CLAIM)).isEqualTo(nodes);
  }

  @Test
  void tagsEveryNodeWithItsOwnerAndItsClaim() {
    caller.grant(CLAIM, fixture().request(2));

    caller.awaitOwned(fixture().owner(), items -> items.size() == 2);
    assertThat(caller.owned(fixture().owner()))
        .allSatisfy(item -> assertThat(item.claim()).isEqualTo(CLAIM))
        .allSatisfy(
            item -> assertThat(item.createdAt()).isBeforeOrEqualTo(fixture().clock().instant()));
  }

  @Test
  void theSameClaimTwiceIsOneGang() {
    ClaimState.Granted first = caller.grant(CLAIM, fixture().request(2));
    ClaimState.Granted second = caller.grant(CLAIM, fixture().request(2));

    assertThat(second).isEqualTo(first);
    assertThat(fixture().alive(CLAIM)).isEqualTo(2);
  }

  @Test
  void theSameClaimFromManyThreadsAtOnceIsOneGang() throws Exception {
    ClaimRequest request = fixture().request(2);
    List<Future<ClaimState>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        answers.add(threads.submit(() -> provider().claim(CLAIM, request)));
      }
    }

    ClaimState.Granted granted = caller.grant(CLAIM, request);
    for (Future<ClaimState> answer : answers) {
      assertThat(caller.followUp(CLAIM, request, answer.get())).isEqualTo(granted);
    }
    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isEqualTo(2);
  }

  @Test
  void anotherRequestUnderAKnownNameIsAConflict() {
    caller.grant(CLAIM, fixture().request(1));

    boolean refused =
        fixture().await(() -> isConflict(provider().claim(CLAIM, fixture().request(2))));

    assertThat(refused).isTrue();
    assertThat(fixture().alive(CLAIM)).isEqualTo(1);
  }

  @Test
  void aClaimThatWasNeverHeardOfIsNotFound() {
    assertVanished(caller.observe(CLAIM), FaultCode.NOT_FOUND);
  }

  // --- crashes of the caller

  @Test
  void aNewSessionFindsAClaimAsItWasLeft() {
    ClaimState.Granted before = caller.grant(CLAIM, fixture().request(2));

    assertThat(caller.restarted().observe(CLAIM)).isEqualTo(before);
    assertThat(fixture().alive(CLAIM)).isEqualTo(2);
  }

  @Test
  void aNewSessionThatRepeatsAClaimGetsTheSameGang() {
    ClaimRequest request = fixture().request(2);
    caller.send(CLAIM, request);

    ClaimState.Granted granted = caller.restarted().grant(CLAIM, request);

    assertThat(granted.nodes()).hasSize(2);
    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isEqualTo(2);
  }

  @Test
  void aNewSessionFinishesARelease() {
    caller.grant(CLAIM, fixture().request(2));
    caller.provider().release(CLAIM);

    caller.restarted().release(CLAIM);

    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void closingASessionLeavesItsClaimsAlone() {
    caller.grant(CLAIM, fixture().request(1));
    try (CapacityProvider second = fixture().open()) {
      assertThat(second.id()).isEqualTo(provider().id());
    }

    fixture().quiet();
    assertThat(fixture().alive(CLAIM)).isEqualTo(1);
  }

  // --- want of capacity

  @Test
  void whatFindsNoRoomIsAStockoutAndLeavesNothing() {
    fixture().exhaust();

    assertRefused(caller.claim(CLAIM, fixture().request(1)), FaultCode.CAPACITY_STOCKOUT);
    fixture().quiet();
    assertThat(fixture().mostAlive(CLAIM)).isZero();
  }

  @Test
  void whatNeverFitsIsUnsupported() {
    assertRefused(caller.claim(CLAIM, fixture().impossible()), FaultCode.CAPACITY_UNSUPPORTED);
    assertThat(fixture().mostAlive(CLAIM)).isZero();
  }

  @Test
  void aGangThatCannotBeCompletedIsTakenDownBeforeItIsRefused() {
    fixture().breakGang(CLAIM, 1);

    ClaimState state = caller.claim(CLAIM, fixture().request(2));

    assertThat(state).isInstanceOf(ClaimState.Denied.class);
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  // --- losses

  @Test
  void aGangThatLostANodeIsNotWholeAndSaysWhich() {
    GrantedNode lost = caller.grant(CLAIM, fixture().request(2)).nodes().getLast();
    fixture().lose(lost);

    Fault fault = assertVanished(caller.observe(CLAIM), FaultCode.NODE_LOST);

    assertThat(fault.detail()).contains(lost.id());
  }

  @Test
  void whatIsLeftOfABrokenGangIsTakenDownByRelease() {
    fixture().lose(caller.grant(CLAIM, fixture().request(2)).nodes().getFirst());
    caller.observe(CLAIM);

    caller.release(CLAIM);

    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void aGangThatLostAllNodesIsLostToo() {
    caller.grant(CLAIM, fixture().request(2)).nodes().forEach(fixture()::lose);

    assertVanished(caller.observe(CLAIM), FaultCode.NODE_LOST);
  }

  // --- release

  @Test
  void releasingTwiceIsReleasingOnce() {
    caller.grant(CLAIM, fixture().request(2));

    caller.release(CLAIM);
    caller.release(CLAIM);

    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void releaseOfAClaimThatWasNeverMadeSucceedsAndKeepsItFromBeingMade() {
    caller.release(CLAIM);

    ClaimState late = caller.send(CLAIM, fixture().request(2));

    assertThat(late).isNotInstanceOf(ClaimState.Granted.class);
    fixture().quiet();
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void aClaimThatWasGivenBackDoesNotComeBack() {
    ClaimRequest request = fixture().request(2);
    caller.grant(CLAIM, request);
    caller.release(CLAIM);

    ClaimState repeated = caller.send(CLAIM, request);

    assertThat(repeated).isNotInstanceOf(ClaimState.Granted.class);
    fixture().quiet();
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void releaseWhileTheGangIsBeingBuiltLeavesNothing() {
    caller.send(CLAIM, fixture().request(8));

    caller.release(CLAIM);

    fixture().quiet();
    assertThat(fixture().alive(CLAIM)).isZero();
  }

  @Test
  void releaseOfOneClaimLeavesTheOthersAlone() {
    caller.grant(CLAIM, fixture().request(1));
    ClaimState.Granted other = caller.grant(OTHER, fixture().request(1));

    caller.release(CLAIM);

    assertThat(caller.observe(OTHER)).isEqualTo(other);
    assertThat(fixture().alive(OTHER)).isEqualTo(1);
  }

  // --- listings, orphans and other people's property

  @Test
  void aListingThatCannotSeeEverythingSaysSo() {
    caller.grant(CLAIM, fixture().request(1));
    fixture().spoilListings();

    Owned owned = provider().owned(fixture().owner());

    assertThat(owned.complete()).isFalse();
    assertThat(owned.problems()).isNotEmpty();
  }

  @Test
  void anOrphanIsListedAndCanBeDestroyed() {
    OwnedResource orphan = fixture().plant(fixture().owner(), OTHER);
    caller.awaitOwned(fixture().owner(), items -> items.contains(orphan));

    provider().destroyOrphan(orphan, ours());

    assertThat(fixture().await(() -> !fixture().exists(orphan))).isTrue();
  }

  @Test
  void anOrphanThatIsYoungerThanExpectedIsSpared() {
    OwnedResource orphan = fixture().plant(fixture().owner(), OTHER);

    provider().destroyOrphan(orphan, new Precondition(fixture().owner(), orphan.createdAt()));

    fixture().quiet();
    assertThat(fixture().exists(orphan)).isTrue();
    provider().destroyOrphan(orphan, ours());
  }

  @Test
  void foreignPropertyIsNeitherListedNorTouched() {
    OwnedResource foreign = fixture().plant(STRANGER, OTHER);
    caller.grant(CLAIM, fixture().request(1));
    caller.awaitOwned(fixture().owner(), items -> items.size() == 1);

    provider().destroyOrphan(foreign, ours());
    caller.release(CLAIM);

    fixture().quiet();
    assertThat(fixture().exists(foreign)).isTrue();
  }

  // --- secrets

  @Test
  void secretsAppearNowhere() {
    ClaimRequest request = fixture().request(1);
    ClaimState granted = caller.grant(CLAIM, request);
    List<String> visible = new ArrayList<>(fixture().visible());
    fixture().breakGang(OTHER, 1);
    ClaimState denied = caller.claim(OTHER, fixture().request(2));
    visible.addAll(fixture().visible());

    assertThat(request.bootstrap().joinTokens().getFirst().reveal())
        .contains(ProviderFixture.SECRET);
    assertThat(List.of(request.toString(), granted.toString(), denied.toString()))
        .noneMatch(text -> text.contains(ProviderFixture.SECRET));
    assertThat(visible).noneMatch(text -> text.contains(ProviderFixture.SECRET));
  }

  private CapacityProvider provider() {
    return caller.provider();
  }

  private Precondition ours() {
    return new Precondition(
        fixture().owner(), fixture().clock().instant().plus(Duration.ofMillis(1)));
  }

  private static boolean isConflict(ClaimState state) {
    return state instanceof ClaimState.Denied denied
        && denied.fault().code() == FaultCode.NAME_CONFLICT;
  }

  private static void assertRefused(ClaimState state, FaultCode code) {
    assertThat(state)
        .isInstanceOfSatisfying(
            ClaimState.Denied.class, denied -> assertFault(denied.fault(), code));
  }

  private static Fault assertVanished(ClaimState state, FaultCode code) {
    assertThat(state).isInstanceOf(ClaimState.Vanished.class);
    Fault fault = ((ClaimState.Vanished) state).fault();
    assertFault(fault, code);
    return fault;
  }

  private static void assertFault(Fault fault, FaultCode code) {
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.detail()).isNotBlank();
  }
}
