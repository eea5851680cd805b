package dev.muster.agent.process;

import dev.muster.agent.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects adopted children that have ended, so that they do not fill the process table. Those that
 * Java has started it collects itself, at once: what still waits at a second look is nobody's.
 */
public final class Orphans implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final long self = ProcessHandle.current().pid();
  private Set<Relative> waiting = Set.of();

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        collect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect() {
    try {
      look();
    } catch (IOException e) {
      Log.warn("processes cannot be listed: %s".formatted(e));
    }
  }

  private void look() throws IOException {
    Set<Relative> ended =
        ProcessTable.all().stream()
            .filter(entry -> entry.zombie() && entry.parent() == self)
            .map(entry -> new Relative(entry.pid(), entry.startTicks(), false))
            .collect(Collectors.toCollection(HashSet::new));
    for (Relative child : ended) {
      if (waiting.contains(child)) {
        Posix.collect(child.pid());
      }
    }
    waiting = ended;
  }
}
