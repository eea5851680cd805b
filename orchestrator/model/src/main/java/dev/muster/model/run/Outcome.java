package dev.muster.model.run;

/** How a job ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  CANCELLED
}
