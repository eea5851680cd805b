package dev.muster.server.heart;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where this server answers; known once its port is bound. */
public final class ServerAddress {
  private volatile @Nullable URI url;

  public void bind(URI bound) {
    url = bound;
  }

  /**
   * The server's root.
   *
   * @throws IllegalStateException before the port is bound
   */
  public URI url() {
    URI bound = url;
    if (bound == null) {
      throw new IllegalStateException("the server's address is not known before it listens");
    }
    return bound;
  }
}
