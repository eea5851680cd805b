package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.World;
import java.time.Instant;

/** What every input does. The world itself stays as it is; the outcome says what it becomes. */
public final class Transitions {
  private Transitions() {}

  /**
   * One step.
   *
   * @param now the engine's time; never before that of an earlier step
   */
  public static Outcome step(World world, Input input, Instant now) {
    Draft draft = new Draft(world, now);
    return switch (input) {
      case Input.Submit submit -> Submitting.step(draft, submit);
      case Input.Cancel cancel -> Cancelling.step(draft, cancel);
      case Input.CapacityObserved capacity -> Admission.afterNewCapacity(draft);
      case Input.ClaimObserved observed -> ClaimWatch.step(draft, observed);
      case Input.WorkerReported reported -> WorkerWatch.step(draft, reported.worker());
      case Input.WorkerSilent silent -> WorkerWatch.silent(draft, silent);
      case Input.CheckpointAnnounced announced -> Checkpointing.step(draft, announced);
      case Input.Tick tick -> Deadlines.step(draft);
    };
  }
}
