package dev.muster.agent.delivery;

import java.io.IOException;

/** A file that grows and has to reach the server. */
public interface Feed {
  /** Whether it has bytes that the server lacks. */
  boolean pending();

  /** Whether the server has all of it, and no more can come. */
  boolean delivered();

  /** Delivers the next piece. */
  void deliver() throws IOException, InterruptedException;
}
