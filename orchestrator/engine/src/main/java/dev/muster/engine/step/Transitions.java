package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.World;
import java.util.List;

/** What every input does. The world itself stays as it is; the outcome says what it becomes. */
public final class Transitions {
  private Transitions() {}

  /**
   * One step.
   *
   * @param moment when it happens
   */
  public static Outcome step(World world, Input input, Moment moment) {
    Draft draft = new Draft(world, moment);
    return switch (input) {
      case Input.Submit submit -> Submitting.step(draft, List.of(submit));
      case Input.SubmitAll all -> Submitting.step(draft, all);
      case Input.Delete delete -> Deleting.step(draft, delete);
      case Input.Order order -> Orders.step(draft, order);
      case Input.CapacityObserved capacity -> Admission.afterNewCapacity(draft);
      case Input.ClaimObserved observed -> ClaimWatch.step(draft, observed);
      case Input.WorkerReported reported -> WorkerWatch.step(draft, reported.worker());
      case Input.WorkerSilent silent -> WorkerWatch.silent(draft, silent);
      case Input.CheckpointAnnounced announced -> Checkpointing.announced(draft, announced);
      case Input.CheckpointInspected inspected -> Checkpointing.inspected(draft, inspected);
      case Input.CheckpointPruned pruned -> Checkpointing.pruned(draft, pruned);
      case Input.StepReached reached -> Progressing.reached(draft, reached);
      case Input.RanksHung hung -> Progressing.hung(draft, hung);
      case Input.MetricMatched matched -> Progressing.matched(draft, matched);
      case Input.Tick tick -> Deadlines.step(draft);
    };
  }
}
