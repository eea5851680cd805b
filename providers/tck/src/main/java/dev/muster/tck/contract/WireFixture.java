package dev.muster.tck.contract;

/** The knobs of a provider that is reached over a network. */
public interface WireFixture extends ProviderFixture {
  /** The next claim is applied, its answer does not arrive. */
  void loseNextAnswer();

  /** The next claim times out first, and is applied later. */
  void applyNextLate();

  /** The next claim arrives a second time, later. */
  void deliverNextTwice();

  /** The next call is refused because there were too many. */
  void throttleNext();

  /** From now on nothing answers for a while; {@link #quiet} outlasts it. */
  void outage();
}
