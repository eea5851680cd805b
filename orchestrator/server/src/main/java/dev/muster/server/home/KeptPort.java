package dev.muster.server.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a server that picked one by itself: picked once and kept, because the agents of an
 * earlier server look for it there.
 *
 * @param file where it is kept
 */
public record KeptPort(Path file) {
  /** Asks the kernel for a free port. */
  public static final int ANY = 0;

  private static final Logger log = LoggerFactory.getLogger(KeptPort.class);
  private static final int HIGHEST = 65535;

  /** The kept port, or {@link #ANY} when there is none or somebody else has it now. */
  public int orAny() throws IOException {
    if (!Files.exists(file)) {
      return ANY;
    }
    int port = parsed(Files.readString(file, StandardCharsets.US_ASCII).strip());
    if (port != ANY && !isFree(port)) {
      log.warn("port={} taken=yes: another one is picked, agents find it in server.json", port);
      return ANY;
    }
    return port;
  }

  /** Keeps a port from now on. */
  public void keep(int port) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, port + "\n", StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether this machine's loopback interface has the port to give. */
  public static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int parsed(String text) {
    try {
      int port = Integer.parseInt(text);
      return port < 1 || port > HIGHEST ? ANY : port;
    } catch (NumberFormatException e) {
      return ANY;
    }
  }
}
