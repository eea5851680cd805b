package dev.muster.engine.core;

import dev.muster.engine.port.Commit;
import dev.muster.engine.step.Step;
import java.util.List;

/**
 * What came of a batch of inputs, all of it on disk.
 *
 * @param answers one per input, in their order
 * @param commits what was journaled, in order
 */
public record Round(List<Step> answers, List<Commit> commits) {
  public Round {
    answers = List.copyOf(answers);
    commits = List.copyOf(commits);
  }
}
