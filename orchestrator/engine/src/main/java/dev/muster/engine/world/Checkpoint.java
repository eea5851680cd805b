package dev.muster.engine.world;

import dev.muster.model.JobId;
import dev.muster.model.run.CheckpointContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that a job announced after all ranks had written.
 *
 * @param job whose
 * @param attempt number of the attempt that wrote it; 0 for one of an earlier job
 * @param step training step
 * @param path folder
 * @param at when it was announced to the server
 * @param state what is known of it
 * @param content what lay there when it was verified; null before
 * @param checkedEpoch the epoch in which its content was last compared; 0 for none
 */
public record Checkpoint(
    JobId job,
    int attempt,
    long step,
    String path,
    Instant at,
    State state,
    @Nullable CheckpointContent content,
    long checkedEpoch) {

  /** What a checkpoint is told by: an attempt writes at most one of a step. */
  public record Key(JobId job, int attempt, long step) {}

  /** What is known of a checkpoint. */
  public enum State {
    /** Its ranks have written; nobody has looked yet. */
    ANNOUNCED,
    /** Its content is recorded. */
    VERIFIED,
    /** What lies there is not what was recorded, or cannot be read: it is never used. */
    BROKEN,
    /** More than enough newer ones are kept: its folder is to be removed. */
    PRUNING,
    /** Its folder is gone, or holds a later one. */
    PRUNED
  }

  /** A checkpoint that a job has just announced. */
  public static Checkpoint announced(JobId job, int attempt, long step, String path, Instant at) {
    return new Checkpoint(job, attempt, step, path, at, State.ANNOUNCED, null, 0);
  }

  public Key key() {
    return new Key(job, attempt, step);
  }

  /** Whether its content was compared in this epoch and is as it was. */
  public boolean checkedIn(long epoch) {
    return state == State.VERIFIED && checkedEpoch == epoch;
  }

  /** Whether something lies there still: to be used, to be removed, or to be known as broken. */
  public boolean live() {
    return state != State.PRUNED;
  }

  /** Whether training may be taken up from it, if it proves good. */
  public boolean usable() {
    return state == State.ANNOUNCED || state == State.VERIFIED;
  }

  /** This checkpoint in another state. */
  public Checkpoint in(State next) {
    return new Checkpoint(job, attempt, step, path, at, next, content, checkedEpoch);
  }

  /** This checkpoint, its content found as recorded in an epoch. */
  public Checkpoint verified(CheckpointContent found, long epoch) {
    return new Checkpoint(job, attempt, step, path, at, State.VERIFIED, found, epoch);
  }
}
