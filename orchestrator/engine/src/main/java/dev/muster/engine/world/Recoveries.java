package dev.muster.engine.world;

import org.jspecify.annotations.Nullable;

/**
 * What a job's failures have cost so far, counted since its last new step.
 *
 * @param bestStep the highest step that any of its ranks has reached; 0 before the first
 * @param restarts charged restarts since that step
 * @param root what the last failure was, in words that are equal for equal roots; null without one
 * @param sameRoot how often in a row it was that one
 * @param uncharged restarts since that step that were nobody's fault
 */
public record Recoveries(
    long bestStep, int restarts, @Nullable String root, int sameRoot, int uncharged) {
  /** Of a job that has not failed. */
  public static final Recoveries NONE = new Recoveries(0, 0, null, 0, 0);

  /** A higher step than ever was reached: everything before it is forgiven. */
  public Recoveries reached(long step) {
    return new Recoveries(step, 0, null, 0, 0);
  }

  /** One more failure with this root. */
  public Recoveries failed(String of) {
    return new Recoveries(bestStep, restarts, of, of.equals(root) ? sameRoot + 1 : 1, uncharged);
  }

  /** One more restart that counts. */
  public Recoveries charged() {
    return new Recoveries(bestStep, restarts + 1, root, sameRoot, uncharged);
  }

  /** One more restart that does not count. */
  public Recoveries forgiven() {
    return new Recoveries(bestStep, restarts, root, sameRoot, uncharged + 1);
  }

  /** Everything is forgiven, the best step stays. */
  public Recoveries cleared() {
    return new Recoveries(bestStep, 0, null, 0, 0);
  }
}
