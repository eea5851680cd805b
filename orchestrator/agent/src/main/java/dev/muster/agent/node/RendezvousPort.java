package dev.muster.agent.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Picks a free port for rank 0 to listen on. It is free now, and some seconds later when it is
 * needed only with luck; so it is taken from below the range from which the kernel gives ports to
 * everybody who asks for any.
 */
final class RendezvousPort {
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;
  private static final int TRIES = 50;
  private static final int ANY = 0;

  private RendezvousPort() {}

  static int pick(RandomGenerator random) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, ABOVE_HIGHEST);
      if (free(port)) {
        return port;
      }
    }
    try (ServerSocket socket = new ServerSocket(ANY)) {
      return socket.getLocalPort();
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
