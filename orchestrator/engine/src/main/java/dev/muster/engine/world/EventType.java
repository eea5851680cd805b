package dev.muster.engine.world;

/** What can be in a job's history. */
public enum EventType {
  JOB_SUBMITTED("job.submitted"),
  JOB_WAITING("job.waiting"),
  JOB_ADMITTED("job.admitted"),
  JOB_CANCEL_REQUESTED("job.cancel-requested"),
  JOB_FINISHED("job.finished"),
  CLAIM_MOVED("claim.moved"),
  ATTEMPT_STARTED("attempt.started"),
  ATTEMPT_RUNNING("attempt.running"),
  ATTEMPT_DRAINING("attempt.draining"),
  ATTEMPT_ENDED("attempt.ended"),
  WORKER_JOINED("worker.joined"),
  WORKER_MOVED("worker.moved"),
  RANK_STARTED("rank.started"),
  RANK_EXITED("rank.exited"),
  CHECKPOINT_WRITTEN("checkpoint.written");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  /** The stable dotted word. */
  public String word() {
    return word;
  }
}
