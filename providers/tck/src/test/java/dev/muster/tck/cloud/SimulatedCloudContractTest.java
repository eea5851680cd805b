package dev.muster.tck.cloud;

import dev.muster.tck.contract.CapacityProviderContract;
import dev.muster.tck.contract.ListLagContract;
import dev.muster.tck.contract.WireContract;
import dev.muster.tck.contract.WireFixture;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole suite under 50 seeds: the first in calm weather, the others in fog. */
@ParameterizedClass(name = "seed {0}")
@MethodSource("seeds")
class SimulatedCloudContractTest extends CapacityProviderContract
    implements WireContract, ListLagContract {
  private static final int SEEDS = 50;

  private final WireFixture fixture;

  SimulatedCloudContractTest(long seed) {
    fixture = new SimulatedFixture(seed, seed == 0 ? Weather.calm() : Weather.foggy());
  }

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @Override
  public WireFixture fixture() {
    return fixture;
  }
}
