package dev.muster.engine.direct;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.engine.world.Checkpoints;
import dev.muster.engine.world.Job;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Chore.Task;
import dev.muster.model.run.JobState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done with a job's checkpoints now. */
final class Chores {
  /** More come once these are done. */
  private static final int AT_ONCE_MAX = 16;

  private Chores() {}

  /**
   * Those that were announced are looked at, the newest one again before an attempt takes up from
   * it, and those that are too many are removed.
   *
   * @param folder where the job's checkpoints lie; null where only the node knows
   */
  static List<Chore> of(Job job, Checkpoints checkpoints, @Nullable String folder) {
    Stream<Checkpoint> inspected =
        checkpoints.all().stream().filter(c -> toInspect(job, checkpoints, c));
    return Stream.concat(
            inspected.map(c -> Chore.inspect(c.step(), c.path())),
            checkpoints.in(State.PRUNING).stream()
                .map(c -> new Chore(Task.PRUNE, c.step(), c.path(), folder)))
        .limit(AT_ONCE_MAX)
        .toList();
  }

  private static boolean toInspect(Job job, Checkpoints checkpoints, Checkpoint checkpoint) {
    boolean resumesSoon =
        job.state() instanceof JobState.Starting && checkpoint.equals(checkpoints.newest());
    return checkpoint.state() == State.ANNOUNCED
        || (resumesSoon && !checkpoint.checkedIn(job.epoch()));
  }
}
