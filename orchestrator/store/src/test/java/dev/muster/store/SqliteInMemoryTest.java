package dev.muster.store;

import dev.muster.store.contract.StoreContract;

final class SqliteInMemoryTest extends StoreContract {
  @Override
  protected Store open() {
    return SqliteStore.inMemory();
  }
}
