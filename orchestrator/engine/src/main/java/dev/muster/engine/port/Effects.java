package dev.muster.engine.port;

/**
 * Carries out effects. It never blocks and never throws; the result comes back as an input ({@code
 * ClaimObserved}), always, if only as an unknown.
 */
public interface Effects {
  void release(Effect effect);
}
