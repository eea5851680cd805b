package dev.muster.model.run;

/** How a job or one of its attempts ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Stopped in good order, to go on later: only an attempt ends so, never a job. */
  STOPPED
}
