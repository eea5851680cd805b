package dev.muster.agent.delivery;

import java.io.IOException;

/** A file that grows and has to reach the server. */
public interface Feed {
  /** The epoch that it belongs to. */
  long epoch();

  /** Whether it has bytes that the server lacks. */
  boolean pending();

  /** Whether the server has all of it, and no more can come. */
  boolean delivered();

  /** Delivers the next piece. */
  void deliver() throws IOException, InterruptedException;

  /**
   * Delivers blanks in the place of the next piece: the server has refused it for good, and takes
   * what comes after it only without a gap.
   */
  void skip() throws IOException, InterruptedException;
}
