package dev.muster.server.jobs;

import dev.muster.api.ExplanationView;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Rows;
import dev.muster.engine.step.Moment;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.engine.step.Transitions;
import dev.muster.engine.world.World;
import dev.muster.model.run.Verdict;
import dev.muster.server.heart.Heart;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries inputs out on worlds of their own, so that nothing changes. */
@Singleton
final class Rehearsals {
  private final Heart heart;
  private final InstantSource clock;

  Rehearsals(Heart heart, InstantSource clock) {
    this.heart = heart;
    this.clock = clock;
  }

  /**
   * What an input would lead to, in words.
   *
   * @param refused turns a rejection into the refusal that it would really meet
   */
  ExplanationView explained(Input input, Function<Rejection, RuntimeException> refused) {
    Instant now = clock.instant();
    Outcome outcome = Transitions.step(world(), input, new Moment(now, now));
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

  private World world() {
    Rows rows = heart.store().load();
    World world = World.of(rows.jobs(), rows.claims(), rows.workers(), rows.checkpoints());
    heart.providers().catalogs().forEach(world::apply);
    return world;
  }
}
