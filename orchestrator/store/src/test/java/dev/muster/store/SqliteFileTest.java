package dev.muster.store;

import dev.muster.store.contract.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileTest extends StoreContract {
  @TempDir Path directory;

  @Override
  protected Store open() {
    return SqliteStore.open(directory);
  }
}
