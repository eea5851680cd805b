package dev.muster.server.home;

import dev.muster.api.ServerInfo;
import java.net.URI;
import java.time.Instant;

/**
 * Which server this is.
 *
 * @param pid its process
 * @param started when it began
 * @param version which Muster it is
 * @param embedded whether it ends by itself when nobody needs it
 */
public record ServerSelf(long pid, Instant started, String version, boolean embedded) {
  /** How it announces itself once it answers somewhere. */
  public ServerInfo at(URI url) {
    return new ServerInfo(url.toString(), pid, started, version);
  }
}
