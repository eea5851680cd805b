package dev.muster.engine.world;

/** What can be in a job's history. */
public enum EventType {
  JOB_SUBMITTED("job.submitted"),
  JOB_WAITING("job.waiting"),
  JOB_ADMITTED("job.admitted"),
  JOB_CANCEL_REQUESTED("job.cancel-requested"),
  JOB_SUSPEND_REQUESTED("job.suspend-requested"),
  JOB_SUSPENDED("job.suspended"),
  JOB_RESUME_REQUESTED("job.resume-requested"),
  JOB_RESTART_REQUESTED("job.restart-requested"),
  JOB_RECOVERS("job.recovers"),
  JOB_FINISHED("job.finished"),
  CLAIM_MOVED("claim.moved"),
  ATTEMPT_STARTED("attempt.started"),
  ATTEMPT_RUNNING("attempt.running"),
  ATTEMPT_STEPPED("attempt.stepped"),
  ATTEMPT_DRAINING("attempt.draining"),
  ATTEMPT_ENDED("attempt.ended"),
  WORKER_JOINED("worker.joined"),
  WORKER_MOVED("worker.moved"),
  RANK_STARTED("rank.started"),
  RANK_EXITED("rank.exited"),
  CHECKPOINT_WRITTEN("checkpoint.written"),
  CHECKPOINT_VERIFIED("checkpoint.verified"),
  CHECKPOINT_BROKEN("checkpoint.broken"),
  CHECKPOINT_PRUNED("checkpoint.pruned");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  /** The stable dotted word. */
  public String word() {
    return word;
  }
}
