package dev.muster.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request with any header, also those that a proper client keeps to itself. */
final class RawRequest {
  private static final int PATIENCE_MILLIS = 20_000;

  private final String method;
  private final String path;
  private final List<String> headers = new ArrayList<>();

  RawRequest(String method, String path) {
    this.method = method;
    this.path = path;
  }

  RawRequest header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  /** The whole answer as text: its head and its body. */
  String send(URI server) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head =
          "%s %s HTTP/1.1\r\n%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, path, String.join("\r\n", headers));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
