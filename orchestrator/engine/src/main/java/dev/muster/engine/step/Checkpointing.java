package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;

/** What a job says of its checkpoints. */
final class Checkpointing {
  private Checkpointing() {}

  static Outcome step(Draft draft, Input.CheckpointAnnounced announced) {
    Job job = draft.world().job(announced.job());
    Attempt attempt = job == null ? null : job.attempt();
    if (attempt == null || attempt.number() != announced.attempt()) {
      return Outcome.ignored("the attempt is over");
    }
    draft.put(
        new Checkpoint(
            announced.job(), announced.attempt(), announced.step(), announced.path(), draft.now()));
    draft.record(
        announced.job(),
        EventType.CHECKPOINT_WRITTEN,
        "checkpoint of step %d".formatted(announced.step()),
        "step",
        "" + announced.step(),
        "path",
        announced.path());
    return draft.outcome("announced");
  }
}
