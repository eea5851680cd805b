package dev.muster.cli;

import dev.muster.cli.home.Servers;
import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import dev.muster.client.UnreachableException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what a server tells bit by bit. When the server dies meanwhile, the one that comes after it
 * is asked for the rest.
 */
final class Streaming {
  /** How long nobody may be there. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long the same server is tried before another one is looked for. */
  private static final Duration SAME_SERVER = Duration.ofSeconds(1);

  private static final long LOOK_MILLIS = 500;

  /** Takes up where it was when the server was lost. */
  interface Reader {
    /**
     * Reads to the end.
     *
     * @throws UnreachableException when the server is lost
     */
    void read(MusterClient client);
  }

  private final Servers servers;

  Streaming(Servers servers) {
    this.servers = servers;
  }

  void read(Reader reader) throws InterruptedException {
    Access access = servers.findOrStart();
    Duration patience = servers.isConfigured() ? PATIENCE : SAME_SERVER;
    while (true) {
      try (MusterClient client = new MusterClient(access, patience)) {
        reader.read(client);
        return;
      } catch (UnreachableException lost) {
        access = next(lost);
      }
    }
  }

  private Access next(UnreachableException lost) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<Access> next = servers.findAgain();
    while (next.isEmpty() && !servers.isConfigured() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
      next = servers.findAgain();
    }
    return next.orElseThrow(() -> lost);
  }
}
