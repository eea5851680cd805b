package dev.muster.engine.step;

import dev.muster.engine.port.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an input.
 *
 * @param step the answer
 * @param commit what has to be journaled before the answer goes out; null when nothing changed
 */
public record Outcome(Step step, @Nullable Commit commit) {

  static Outcome ignored(String reason) {
    return new Outcome(new Step.Ignored(reason, List.of()), null);
  }

  static Outcome rejected(Rejection rejection) {
    return rejected(List.of(rejection));
  }

  static Outcome rejected(List<Rejection> rejections) {
    return new Outcome(new Step.Rejected(rejections), null);
  }
}
