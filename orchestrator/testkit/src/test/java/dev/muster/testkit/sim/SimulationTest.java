package dev.muster.testkit.sim;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of the engine hold on every course of events. One course replays with {@code ./mvnw
 * -pl orchestrator/testkit -am test -Dtest=SimulationTest -Dmuster.seed=SEED
 * -Dsurefire.failIfNoSpecifiedTests=false}; a thousand are lived with {@code -Pnightly}.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
  private static final long SEEDS = 200;
  private static final long SEEDS_OF_A_NIGHT = 1_000;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void promisesHoldOnEveryCourse(long seed) {
    live(seed);
  }

  @Tag("nightly")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seedsOfANight")
  void promisesHoldOnEveryCourseOfANight(long seed) {
    live(seed);
  }

  private static void live(long seed) {
    System.out.println("seed " + seed + ": " + Simulation.run(seed));
  }

  static LongStream seeds() {
    return upTo(SEEDS);
  }

  static LongStream seedsOfANight() {
    return upTo(SEEDS_OF_A_NIGHT);
  }

  private static LongStream upTo(long seeds) {
    Long one = Long.getLong("muster.seed");
    return one == null ? LongStream.rangeClosed(1, seeds) : LongStream.of(one);
  }
}
