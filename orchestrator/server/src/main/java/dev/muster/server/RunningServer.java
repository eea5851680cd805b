package dev.muster.server;

import dev.muster.api.ServerInfo;
import dev.muster.server.heart.Heart;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.HomeLock;
import dev.muster.server.live.Life;
import dev.muster.spi.CapacityProviderFactory;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** A server that answers. */
final class RunningServer implements AutoCloseable {
  private final Started started;
  private final DataDirectory home;
  private final Heart heart;
  private final ServerInfo info;
  private final Life life;
  private final Supplier<String> signInLinks;

  RunningServer(
      Started started,
      DataDirectory home,
      Heart heart,
      ServerInfo info,
      Life life,
      Supplier<String> signInLinks) {
    this.started = started;
    this.home = home;
    this.heart = heart;
    this.info = info;
    this.life = life;
    this.signInLinks = signInLinks;
  }

  /**
   * Starts a server; when it returns, it answers.
   *
   * @param factories the providers that this program has
   * @throws HomeLock.HeldException if the data directory has one already
   */
  static RunningServer start(Options options, List<CapacityProviderFactory> factories)
      throws IOException {
    Started started = new Started();
    try {
      return new Startup(options, factories, started).run();
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  DataDirectory home() {
    return home;
  }

  /** What works behind the web. */
  Heart heart() {
    return heart;
  }

  /** Where it answers, and who it is. */
  ServerInfo info() {
    return info;
  }

  /** Until when it wants to live; whoever started it then closes it. */
  Life life() {
    return life;
  }

  /** A fresh link that signs one browser in. */
  String signInLink() {
    return signInLinks.get();
  }

  /** Ends it; agents and their ranks live on. */
  @Override
  public void close() {
    started.close();
  }
}
