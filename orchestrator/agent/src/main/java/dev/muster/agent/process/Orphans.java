package dev.muster.agent.process;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects adopted children that have ended, so that they do not stay in the process table. Those
 * that Java has started it collects itself, at once: what still waits at a second look is nobody's.
 */
public final class Orphans implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Family family;
  private final long self = ProcessHandle.current().pid();
  private Set<Relative> waiting = Set.of();

  public Orphans(Family family) {
    this.family = family;
  }

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
    family.glance();
    Set<Relative> ended = family.known().stream().filter(this::waits).collect(Collectors.toSet());
    for (Relative child : ended) {
      if (waiting.contains(child)) {
        Posix.collect(child.pid());
      }
    }
    waiting = ended;
  }

  private boolean waits(Relative child) {
    ProcessEntry entry = ProcessTable.entry(child.pid());
    return entry != null && child.is(entry) && entry.zombie() && entry.parent() == self;
  }
}
