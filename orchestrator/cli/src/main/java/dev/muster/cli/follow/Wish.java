package dev.muster.cli.follow;

/** What the person in front of a followed job wants. */
public enum Wish {
  /** Nothing new: go on. */
  FOLLOW,
  /** The job should end. */
  CANCEL,
  /** The job should go on without us. */
  DETACH
}
