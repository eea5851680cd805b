package dev.muster.model.run;

/** The answer to "can it run?". */
public enum Verdict {
  RUNNABLE_NOW,
  WAITS,
  NEVER,
  FAILED
}
