package dev.muster.tck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.OwnerTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cloud in a storm, under callers that do anything at any time. */
class SimulatedCloudTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 300;
  private static final int CLAIMS = 12;
  private static final int MACHINES = 10;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverHasMoreNodesThanWereAskedForAndNothingInTheEnd(long seed) {
    Storm storm = new Storm(seed);

    storm.rage();
    storm.calmDown();

    assertThat(storm.cloud.ledger().alive()).allMatch(node -> !node.owner().equals(storm.owner));
  }

  @Test
  void oneSeedIsOneCourseOfEvents() {
    Storm first = new Storm(7);
    Storm second = new Storm(7);

    first.rage();
    second.rage();

    assertThat(first.cloud.ledger().nodes()).isNotEmpty();
    assertThat(second.answers).isEqualTo(first.answers);
    assertThat(second.cloud.ledger().nodes()).isEqualTo(first.cloud.ledger().nodes());
  }

  @Test
  void anotherSeedIsAnotherCourseOfEvents() {
    Storm first = new Storm(7);
    Storm second = new Storm(8);

    first.rage();
    second.rage();

    assertThat(second.answers).isNotEqualTo(first.answers);
  }

  @Test
  void whatTheStormBringsIncludesEveryKindOfAnswer() {
    List<Class<?>> kinds = new ArrayList<>();
    seeds()
        .mapToObj(Storm::new)
        .forEach(storm -> {
          storm.rage();
          storm.answers.forEach(answer -> kinds.add(answer.getClass()));
        });

    assertThat(kinds)
        .contains(
            ClaimState.Pending.class,
            ClaimState.Granted.class,
            ClaimState.Denied.class,
            ClaimState.Unknown.class,
            ClaimState.Releasing.class,
            ClaimState.Released.class,
            ClaimState.Vanished.class);
  }

  /** Random calls, and the invariants that hold whatever they are. */
  private static final class Storm {
    private final SplittableRandom chance;
    private final SimulatedFixture fixture;
    private final SimulatedCloud cloud;
    private final OwnerTag owner;
    private final List<ClaimState> answers = new ArrayList<>();

    Storm(long seed) {
      chance = new SplittableRandom(seed);
      fixture = new SimulatedFixture(seed, Weather.stormy());
      cloud = (SimulatedCloud) fixture.open();
      owner = fixture.owner();
      cloud.plant(new OwnerTag("somebody-else"), new ClaimId("c-0"));
    }

    void rage() {
      for (int step = 0; step < STEPS; step++) {
        act(new ClaimId("c-" + chance.nextInt(CLAIMS)));
        check();
      }
    }

    private void act(ClaimId claim) {
      switch (chance.nextInt(10)) {
        case 0, 1, 2 -> answers.add(cloud.claim(claim, request(claim)));
        case 3, 4 -> answers.add(cloud.observe(claim));
        case 5 -> answers.add(cloud.release(claim));
        case 6 -> cloud.owned(owner);
        case 7 -> cloud.outage(Duration.ofSeconds(chance.nextInt(5)));
        default -> fixture.await(() -> chance.nextInt(10) == 0);
      }
    }

    /** The same claim always asks for the same. */
    private ClaimRequest request(ClaimId claim) {
      return fixture.request(1 + Math.floorMod(claim.value().hashCode(), 4));
    }

    private void check() {
      for (int i = 0; i < CLAIMS; i++) {
        ClaimId claim = new ClaimId("c-" + i);
        long ours =
            cloud.ledger().alive(claim).stream().filter(n -> n.owner().equals(owner)).count();
        assertThat(ours).isLessThanOrEqualTo(request(claim).nodes());
      }
      long alive = cloud.ledger().alive().stream().filter(n -> n.owner().equals(owner)).count();
      assertThat(alive).as("nodes on %d machines", MACHINES).isLessThanOrEqualTo(MACHINES);
      if (!answers.isEmpty() && answers.getLast() instanceof ClaimState.Granted granted) {
        assertThat(granted.nodes()).extracting(GrantedNode::id).doesNotHaveDuplicates();
      }
    }

    void calmDown() {
      for (int i = 0; i < CLAIMS; i++) {
        ClaimId claim = new ClaimId("c-" + i);
        boolean released = fixture.await(() -> cloud.release(claim) instanceof ClaimState.Released);
        assertThat(released).as("%s is given back", claim).isTrue();
      }
      fixture.quiet();
    }
  }
}
