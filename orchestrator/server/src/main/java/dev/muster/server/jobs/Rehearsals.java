package dev.muster.server.jobs;

import dev.muster.api.ExplanationView;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.model.run.Verdict;
import dev.muster.server.web.Orders;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries inputs out and says what would come of them; nothing does. */
@Singleton
final class Rehearsals {
  private final Orders orders;

  Rehearsals(Orders orders) {
    this.orders = orders;
  }

  /**
   * What an input would lead to, in words.
   *
   * @param refused turns a rejection into the refusal that it would really meet
   */
  ExplanationView explained(Input input, Function<Rejection, RuntimeException> refused) {
    Outcome outcome = orders.peek(input);
    return switch (outcome.step()) {
      case Step.Rejected rejected -> throw refused.apply(rejected.rejection());
      case Step.Ignored ignored -> Explanations.plain(Verdict.RUNNABLE_NOW, ignored.reason());
      case Step.Moved moved ->
          Explanations.plain(Verdict.RUNNABLE_NOW, "would be: " + words(outcome.commit()));
    };
  }

  private static String words(@Nullable Commit commit) {
    return commit == null
        ? "done"
        : commit.events().stream().map(event -> event.summary()).collect(Collectors.joining("; "));
  }
}
