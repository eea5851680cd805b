package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.EventType;

/** What a job says of its checkpoints. */
final class Checkpointing {
  private Checkpointing() {}

  static Outcome step(Draft draft, Input.CheckpointAnnounced announced) {
    if (draft.world().job(announced.job()) == null) {
      return Outcome.ignored("the job is over");
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
