package dev.muster.agent.link;

import dev.muster.agent.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the server is. One on this machine announces itself in a file, and may come back elsewhere:
 * whenever it cannot be reached the file is read anew. Our token goes nowhere but to this machine
 * or to the host that we were started with, and only a file that nobody else can write is believed.
 */
public final class Address {
  private static final int FILE_BYTES_MAX = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final String host;
  private final @Nullable Path file;
  private volatile URI base;

  /**
   * An address.
   *
   * @param url the server's, as we were started with
   * @param file where it announces itself; null when it does not move
   */
  public Address(URI url, @Nullable Path file) {
    this.host = String.valueOf(url.getHost());
    this.file = file;
    this.base = base(url);
  }

  URI resolve(String path) {
    return base.resolve(path);
  }

  /** The server was not there: looks where it is now. */
  void lookAgain() {
    if (file == null || !Files.exists(file)) {
      return;
    }
    try {
      URI announced = base(announced(file));
      if (!announced.equals(base)) {
        Log.info("server moved url=%s".formatted(announced));
        base = announced;
      }
    } catch (IOException | IllegalArgumentException | JacksonException e) {
      Log.warn("%s: %s".formatted(file, e.getMessage()));
    }
  }

  private URI announced(Path from) throws IOException {
    boolean foreign = !Files.getOwner(from).equals(Files.getOwner(Path.of("/proc/self")));
    if (foreign || Files.getPosixFilePermissions(from).stream().anyMatch(OTHERS_WRITE::contains)) {
      throw new IOException("others may have written it (expected: only our user)");
    }
    if (Files.size(from) > FILE_BYTES_MAX) {
      throw new IOException("longer than %d bytes".formatted(FILE_BYTES_MAX));
    }
    String url = JsonMapper.shared().readTree(Files.readAllBytes(from)).path("url").asString("");
    URI announced = URI.create(url);
    if (!trusted(announced)) {
      throw new IOException("url: \"%s\" (expected: http on this machine)".formatted(url));
    }
    return announced;
  }

  private boolean trusted(URI url) throws IOException {
    String scheme = url.getScheme();
    String there = url.getHost();
    return there != null
        && ("http".equals(scheme) || "https".equals(scheme))
        && (there.equals(host) || isLoopback(there));
  }

  /** Only by its number or well-known name: names are not looked up. */
  private static boolean isLoopback(String there) throws IOException {
    return there.equals("localhost")
        || (there.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
            && InetAddress.getByName(there).isLoopbackAddress());
  }

  private static URI base(URI url) {
    return URI.create(url.toString().replaceAll("/+$", "") + "/agent/v1/");
  }
}
