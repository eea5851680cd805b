package dev.muster.agent.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Picks a free port for rank 0 to listen on. It is free now, and some seconds later when it is
 * needed only with luck; so it is taken from below the range from which the kernel gives ports to
 * everybody who asks for any.
 */
public final class RendezvousPort {
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;
  private static final int TRIES = 50;
  private static final int ANY = 0;

  private RendezvousPort() {}

  /**
   * A free port.
   *
   * @param not ports that somebody will need for something else
   */
  public static int pick(RandomGenerator random, List<Integer> not) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, ABOVE_HIGHEST);
      if (!not.contains(port) && free(port)) {
        return port;
      }
    }
    try (ServerSocket socket = new ServerSocket(ANY)) {
      return socket.getLocalPort();
    }
  }

  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
