package dev.muster.agent.node;

import dev.muster.agent.log.Log;
import dev.muster.agent.prepare.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What epochs print and tell, one folder of each kind for an epoch. It stays until the epoch has
 * ended and the server has everything.
 */
final class Leftovers {
  private final Path home;
  private final Couriers couriers;
  private final SortedSet<Long> epochs = new TreeSet<>();

  Leftovers(Path home, Couriers couriers) {
    this.home = home;
    this.couriers = couriers;
  }

  /** An epoch begins to leave something. */
  void of(long epoch) {
    epochs.add(epoch);
  }

  /** Removes what nobody needs any more of the epochs up to one, which all have ended. */
  void sweep(long lastEnded) {
    epochs.headSet(lastEnded + 1).removeIf(epoch -> couriers.delivered(epoch) && removed(epoch));
  }

  /** True also when it cannot be removed: trying again would not help. */
  private boolean removed(long epoch) {
    try {
      Folders.remove(home.resolve("spool").resolve(Long.toString(epoch)));
      Folders.remove(home.resolve("progress").resolve(Long.toString(epoch)));
    } catch (IOException e) {
      Log.warn("epoch %d: its spool cannot be removed: %s".formatted(epoch, e));
    }
    return true;
  }
}
