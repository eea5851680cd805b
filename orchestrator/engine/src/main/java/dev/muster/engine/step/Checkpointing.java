package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a checkpoint: announced, verified, broken, removed. */
final class Checkpointing {
  private Checkpointing() {}

  static Outcome announced(Draft draft, Input.CheckpointAnnounced told) {
    Job job = draft.world().job(told.job());
    if (job == null || job.finished() || stale(job, told.attempt())) {
      return Outcome.ignored("the attempt is over");
    }
    List<Checkpoint> former = draft.checkpoints(job.id()).allAt(told.path());
    Checkpoint announced =
        Checkpoint.announced(job.id(), told.attempt(), told.step(), told.path(), draft.now());
    if (former.stream().anyMatch(c -> c.key().equals(announced.key()))) {
      return Outcome.ignored("announced before");
    }
    former.forEach(c -> draft.put(c.in(State.PRUNED)));
    draft.put(announced);
    record(draft, job, EventType.CHECKPOINT_WRITTEN, told.step(), told.path(), "");
    draft.put(saved(job, told));
    return draft.outcome("announced");
  }

  /** What an attempt wrote that is over may still arrive, until the next one writes itself. */
  private static boolean stale(Job job, int attempt) {
    int newest = job.attempts().size();
    return attempt > newest
        || attempt < 1
        || (attempt < newest && job.state() instanceof JobState.Running);
  }

  /** A gang that was given time for a checkpoint has used it. */
  private static Job saved(Job job, Input.CheckpointAnnounced told) {
    return job.state() instanceof JobState.Draining d && asked(job, d, told)
        ? hurried(job, d)
        : job.touched();
  }

  /** One that was written before they were asked may still be on its way. */
  private static boolean asked(
      Job job, JobState.Draining draining, Input.CheckpointAnnounced told) {
    Long from = draining.askedAtStep();
    return draining.manner() == StopManner.SAVE_FIRST
        && told.attempt() == job.attempts().size()
        && (from == null || told.step() >= from);
  }

  private static Job hurried(Job job, JobState.Draining d) {
    return job.in(
        new JobState.Draining(d.since(), d.claim(), d.ending(), d.then(), StopManner.QUICKLY));
  }

  static Outcome inspected(Draft draft, Input.CheckpointInspected told) {
    Claim claim = draft.world().claim(told.claim());
    Job job = claim == null ? null : draft.world().job(claim.job());
    Checkpoint found = job == null ? null : draft.checkpoints(job.id()).at(told.path());
    if (job == null || found == null || told.epoch() != job.epoch()) {
      return Outcome.ignored("nobody waits for it");
    }
    if (told.content() == null) {
      broken(draft, job, found, told.problem() == null ? "nobody says why" : told.problem());
    } else if (found.content() == null || found.content().equals(told.content())) {
      verified(draft, job, found.verified(told.content(), job.epoch()));
    } else {
      broken(draft, job, found, Differing.words(found.content(), told.content()));
    }
    draft.put(draft.job(job.id()).touched());
    Gang.conclude(draft, job.id());
    return draft.outcome("inspected");
  }

  private static void verified(Draft draft, Job job, Checkpoint checkpoint) {
    boolean first =
        draft.checkpoints(job.id()).in(State.VERIFIED).stream()
            .noneMatch(c -> c.path().equals(checkpoint.path()));
    draft.put(checkpoint);
    if (first) {
      record(
          draft,
          job,
          EventType.CHECKPOINT_VERIFIED,
          checkpoint.step(),
          checkpoint.path(),
          " is verified");
      pruneFormer(draft, job);
    }
  }

  /** Those of earlier jobs are not this job's to remove. */
  private static void pruneFormer(Draft draft, Job job) {
    draft.checkpoints(job.id()).in(State.VERIFIED).stream()
        .filter(c -> c.attempt() > 0)
        .skip(job.spec().checkpoint().keep())
        .forEach(c -> draft.put(c.in(State.PRUNING)));
  }

  private static void broken(Draft draft, Job job, Checkpoint checkpoint, String problem) {
    draft.put(checkpoint.in(State.BROKEN));
    Checkpoint next = draft.checkpoints(job.id()).newest();
    String words = " is broken: %s; %s".formatted(problem, cost(checkpoint, next));
    record(draft, job, EventType.CHECKPOINT_BROKEN, checkpoint.step(), checkpoint.path(), words);
  }

  private static String cost(Checkpoint lost, @Nullable Checkpoint next) {
    return next == null
        ? "there is no other, which costs all %d steps".formatted(lost.step())
        : "going back to that of step %d costs %d steps"
            .formatted(next.step(), lost.step() - next.step());
  }

  static Outcome pruned(Draft draft, Input.CheckpointPruned told) {
    Claim claim = draft.world().claim(told.claim());
    Job job = claim == null ? null : draft.world().job(claim.job());
    List<Checkpoint> waiting =
        job == null ? List.of() : draft.checkpoints(job.id()).in(State.PRUNING);
    for (Checkpoint checkpoint : waiting) {
      if (checkpoint.path().equals(told.path())) {
        remove(draft, draft.job(checkpoint.job()), checkpoint);
      }
    }
    return draft.outcome("nobody waits for it");
  }

  private static void remove(Draft draft, Job job, Checkpoint checkpoint) {
    draft.put(checkpoint.in(State.PRUNED));
    draft.put(job.touched());
    record(
        draft,
        job,
        EventType.CHECKPOINT_PRUNED,
        checkpoint.step(),
        checkpoint.path(),
        " removed, %d newer ones are kept".formatted(job.spec().checkpoint().keep()));
    Gang.endIfStopped(draft, job.id());
  }

  private static void record(
      Draft draft, Job job, EventType type, long step, String path, String words) {
    draft.record(
        job.id(),
        type,
        "checkpoint of step %d%s".formatted(step, words),
        "step",
        "" + step,
        "path",
        path);
  }
}
