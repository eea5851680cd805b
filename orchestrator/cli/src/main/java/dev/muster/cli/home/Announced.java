package dev.muster.cli.home;

import dev.muster.api.ServerInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The server of a data directory, by what it says about itself there. */
public final class Announced {
  private static final int PATIENCE_MILLIS = 2000;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Pattern HOLDER = Pattern.compile("pid (\\d{1,18})\\b.*", Pattern.DOTALL);
  private static final Pattern OK = Pattern.compile("HTTP/1\\.[01] 200 ");

  private final DataHome home;

  public Announced(DataHome home) {
    this.home = home;
  }

  /** The server that is announced, alive and ready. */
  public Optional<ServerInfo> ready() {
    return info().filter(Announced::isAlive).filter(info -> answers(info.url()));
  }

  /** The process that holds the directory, ready or not: it starts, serves or is about to end. */
  public Optional<ProcessHandle> holder() {
    try {
      Matcher matcher = HOLDER.matcher(Files.readString(home.serverLock()));
      Instant written = Files.getLastModifiedTime(home.serverLock()).toInstant();
      return matcher.matches()
          ? ProcessHandle.of(Long.parseLong(matcher.group(1))).filter(p -> wrote(p, written))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a server is announced that has died: one that ends in good order takes that back. */
  boolean isLeftBehind() {
    return info().filter(info -> !isAlive(info)).isPresent();
  }

  /** What it says about itself, whether it still lives or not. */
  Optional<ServerInfo> info() {
    try {
      byte[] json = Files.readAllBytes(home.announcement());
      return Optional.of(JsonMapper.shared().readValue(json, ServerInfo.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      // Whatever this is, it announces nobody; the server that is started next replaces it.
      return Optional.empty();
    }
  }

  /** A process that is younger than the file only has the same number. */
  private static boolean wrote(ProcessHandle process, Instant written) {
    return process.isAlive()
        && process
            .info()
            .startInstant()
            .map(started -> started.isBefore(written.plus(CLOCK_TOLERANCE)))
            .orElse(true);
  }

  private static boolean isAlive(ServerInfo info) {
    return ProcessHandle.of(info.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Asks for readiness by hand: at this point nothing of an HTTP client is loaded yet. */
  private static boolean answers(String url) {
    try (Socket socket = new Socket()) {
      URI server = URI.create(url);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
      String request =
          "GET /health/ready HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(server.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200 ".length());
      return OK.matcher(new String(status, StandardCharsets.US_ASCII)).matches();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Where the announcement lies. */
  Path file() {
    return home.announcement();
  }
}
