package dev.muster.local;

import dev.muster.tck.contract.CapacityProviderContract;
import dev.muster.tck.contract.ProviderFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalProviderContractTest extends CapacityProviderContract {
  private final LocalFixture fixture;

  LocalProviderContractTest(@TempDir Path folder) {
    fixture = new LocalFixture(folder);
  }

  @Override
  public ProviderFixture fixture() {
    return fixture;
  }
}
