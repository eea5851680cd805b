package dev.muster.engine.world;

/** What a person may order about a job that was submitted. */
public enum Verb {
  /** End it in good order; given again, in less good order. */
  CANCEL,
  /** Save, stop, and give the capacity back. */
  SUSPEND,
  /** Go on with a suspended job. */
  RESUME,
  /** Save, stop, and start anew on the same nodes. */
  RESTART
}
