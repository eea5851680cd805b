package dev.muster.model.run;

/** What comes after a gang that is being stopped. */
public enum Then {
  /** The job ends as its attempt does. */
  FINISH,
  /** The cause of the failure decides once all ranks have ended: another attempt, or the end. */
  RECOVER,
  /** Another attempt on the same nodes. */
  RESTART,
  /** The capacity goes back, and the job waits for an order. */
  SUSPEND
}
