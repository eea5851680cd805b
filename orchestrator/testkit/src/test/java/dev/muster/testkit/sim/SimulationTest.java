package dev.muster.testkit.sim;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of the engine hold on every course of events. One course replays with {@code ./mvnw
 * -pl orchestrator/testkit -am test -Dtest=SimulationTest -Dmuster.seed=SEED
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SimulationTest {
  private static final long SEEDS = 200;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void promisesHoldOnEveryCourse(long seed) {
    System.out.println("seed " + seed + ": " + Simulation.run(seed));
  }

  static LongStream seeds() {
    Long one = Long.getLong("muster.seed");
    return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
  }
}
