package dev.muster.model.run;

/** How much time ranks get that are being stopped; later ones are more hasty. */
public enum StopManner {
  /** Asked for a checkpoint, given the grace to write it; then as {@link #GENTLY}. */
  SAVE_FIRST,
  /** SIGTERM, the grace, SIGKILL. */
  GENTLY,
  /** SIGTERM, at most five seconds, SIGKILL: nothing is left that is worth waiting for. */
  QUICKLY
}
