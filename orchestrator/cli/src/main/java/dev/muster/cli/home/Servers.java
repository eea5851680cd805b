package dev.muster.cli.home;

import dev.muster.api.ServerInfo;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.client.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Which server a command talks to. */
public final class Servers {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final DataHome home;
  private final Map<String, String> environment;
  private final EmbeddedServer embedded;

  /**
   * @param program what to start when no server runs, asked for only then
   */
  public Servers(DataHome home, Map<String, String> environment, Supplier<Program> program) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.embedded = new EmbeddedServer(home, program);
  }

  /** The configured server, else the data directory's, which is started when it does not run. */
  public Access findOrStart() {
    try {
      Optional<Access> configured = configured();
      return configured.isPresent() ? configured.get() : access(embedded.findOrStart());
    } catch (IOException e) {
      throw unusable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The configured server, else the data directory's; empty when that does not run. */
  public Optional<Access> find() {
    try {
      Optional<Access> configured = configured();
      if (configured.isPresent()) {
        return configured;
      }
      Optional<ServerInfo> running = embedded.find();
      return running.isEmpty() ? Optional.empty() : Optional.of(access(running.get()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Where the configured server is, else the one of the data directory; nobody is asked. */
  public Optional<String> announced() {
    String server = environment.getOrDefault("MUSTER_SERVER", "");
    return server.isEmpty()
        ? new Announced(home).info().map(ServerInfo::url)
        : Optional.of(server.replaceAll("/+$", ""));
  }

  /**
   * The server that comes after one that was lost: the data directory's, which is started again
   * when it died. Empty when there is none yet, and when the environment names one: that has no
   * successor.
   */
  public Optional<Access> findAgain() {
    if (isConfigured()) {
      return Optional.empty();
    }
    try {
      Optional<ServerInfo> next = embedded.findAgain();
      return next.isEmpty() ? Optional.empty() : Optional.of(access(next.get()));
    } catch (IOException e) {
      throw unusable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether the environment names the server. */
  public boolean isConfigured() {
    return !environment.getOrDefault("MUSTER_SERVER", "").isEmpty();
  }

  private static FailureException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FailureException(ExitCode.UNREACHABLE, "interrupted", null, e);
  }

  private Optional<Access> configured() throws IOException {
    String server = environment.getOrDefault("MUSTER_SERVER", "");
    return server.isEmpty() ? Optional.empty() : Optional.of(access(uri(server)));
  }

  private Access access(ServerInfo info) throws IOException {
    return new Access(URI.create(info.url()), Files.readString(home.token()).strip());
  }

  /**
   * Without a token of its own a configured server may be the one of the data directory; that token
   * is never sent off this machine.
   */
  private Access access(URI server) throws IOException {
    String token = environment.getOrDefault("MUSTER_TOKEN", "").strip();
    if (!token.isEmpty()) {
      return new Access(server, token);
    }
    if (LOOPBACK.contains(server.getHost()) && Files.isReadable(home.token())) {
      return new Access(server, Files.readString(home.token()).strip());
    }
    throw new FailureException(
        ExitCode.USAGE,
        "MUSTER_TOKEN is not set (expected: the token of %s)".formatted(server),
        "it lies in the file `token` of the server's data directory");
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw malformed(text);
    }
    throw malformed(text);
  }

  private static FailureException malformed(String text) {
    return new FailureException(
        ExitCode.USAGE,
        "MUSTER_SERVER: \"%s\" (expected: a URL such as http://127.0.0.1:7180)".formatted(text),
        "set it right, or unset it to use a server of your own");
  }

  private FailureException unusable(IOException e) {
    return home.unusable(ExitCode.UNREACHABLE, e);
  }
}
