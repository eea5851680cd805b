package dev.muster.model.agent;

/** What a worker does now. */
public enum WorkerPhase {
  /** Joined, nothing to do. */
  IDLE,
  /** Fetches, builds, sets up. */
  PREPARING,
  /** Prepared; waits for the others. */
  READY,
  /** Its ranks were started; some may have exited. */
  RUNNING,
  /** Its ranks are being stopped. */
  STOPPING,
  /** No rank of the epoch lives, and all logs and progress were delivered. */
  STOPPED,
  /** Preparation failed; the report carries the fault. */
  FAILED
}
