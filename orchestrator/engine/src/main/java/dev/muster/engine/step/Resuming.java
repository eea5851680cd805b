package dev.muster.engine.step;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.engine.world.Checkpoints;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Resumption;
import dev.muster.model.spec.CheckpointSpec;
import org.jspecify.annotations.Nullable;

/** From where an attempt takes up training. */
final class Resuming {
  private Resuming() {}

  /** Whether it is known: the newest checkpoint was looked at in this epoch, or there is none. */
  static boolean settled(Draft draft, Job job) {
    Checkpoint newest = draft.checkpoints(job.id()).newest();
    return newest == null || newest.checkedIn(job.epoch());
  }

  /** The checkpoint to take up from, once that is settled; null for a fresh start. */
  static @Nullable Resumption from(Draft draft, Job job) {
    Checkpoint newest = draft.checkpoints(job.id()).newest();
    if (newest != null) {
      return new Resumption(newest.step(), newest.path());
    }
    String asked = job.spec().checkpoint().resumeFrom();
    return asked == null || asked.equals(CheckpointSpec.LATEST)
        ? null
        : new Resumption(null, asked);
  }

  /** The same in words that follow "attempt 2 runs". */
  static String words(@Nullable Resumption from) {
    if (from == null) {
      return "";
    }
    return from.step() == null
        ? " from " + from.path()
        : " from the checkpoint of step " + from.step();
  }

  /** Whether checkpoints wait to be looked at or removed. */
  static boolean choresLeft(Draft draft, Job job) {
    Checkpoints checkpoints = draft.checkpoints(job.id());
    return !checkpoints.in(State.ANNOUNCED).isEmpty() || !checkpoints.in(State.PRUNING).isEmpty();
  }
}
