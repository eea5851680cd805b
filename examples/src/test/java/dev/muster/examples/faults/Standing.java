package dev.muster.examples.faults;

import dev.muster.testkit.real.RealProcess;
import java.util.List;

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
    List<RealProcess> guards =
        agent.children().stream().filter(child -> child.runs("guard.Guard")).toList();
    if (guards.size() != 1) {
      throw new AssertionError("guards of %s: %s (expected: one)".formatted(agent, guards));
    }
    return guards.getFirst();
  }
}
