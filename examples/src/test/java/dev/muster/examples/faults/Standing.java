package dev.muster.examples.faults;

import dev.muster.testkit.real.RealProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A rank that stands still at a point of its way.
 *
 * @param attempt number of the attempt that it belongs to
 * @param process it
 * @param agent the process that started it
 */
record Standing(int attempt, RealProcess process, RealProcess agent) {
  /** Reads what a rank says when it stands. */
  static Standing of(String told) {
    String[] words = told.split(" ", -1);
    return new Standing(
        Integer.parseInt(words[0]),
        RealProcess.of(Long.parseLong(words[2])),
        RealProcess.of(Long.parseLong(words[3])));
  }

  /** The process that ends the ranks when the agent dies. */
  RealProcess guard() {
    return guards().findFirst().orElseThrow(() -> new AssertionError(agent + " has no guard"));
  }

  /** Waits until there is a guard in place of a dead one. */
  void awaitAnotherGuard(RealProcess dead) {
    Awaitility.await("another guard")
        .atMost(Duration.ofSeconds(60))
        .until(() -> guards().anyMatch(guard -> !guard.equals(dead)));
  }

  private Stream<RealProcess> guards() {
    return agent.children().stream()
        .filter(RealProcess::alive)
        .filter(child -> child.runs("guard.Guard"));
  }
}
