package dev.muster.examples.figures;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept connection that speaks as little HTTP as it can: the client shares the machine with the
 * server, and what it costs must not count.
 */
final class RawConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEAD_MAX = 1 << 13;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
  private static final String LENGTH = "\r\ncontent-length:";

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body as it came
   */
  record Answer(int status, String body) {}

  private final URI server;
  private final String token;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  RawConnection(URI server, String token) throws IOException {
    this(server, token, 0);
  }

  /**
   * @param receiveBytes how much may lie unread at this end; 0 for the system's choice
   */
  RawConnection(URI server, String token, int receiveBytes) throws IOException {
    this.server = server;
    this.token = token;
    this.socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  Answer get(String path) throws IOException {
    send("GET", path, "", "");
    return answer();
  }

  Answer post(String path, String headers, String body) throws IOException {
    send("POST", path, headers, body);
    return answer();
  }

  /**
   * Sends a request and reads nothing.
   *
   * @param headers further ones, each with its line end
   */
  void send(String method, String path, String headers, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, server.getAuthority(), token, bytes.length, headers);
    byte[] start = head.getBytes(US_ASCII);
    byte[] whole = Arrays.copyOf(start, start.length + bytes.length);
    System.arraycopy(bytes, 0, whole, start.length, bytes.length);
    out.write(whole);
  }

  /** What comes, from the head of the answer on. */
  InputStream in() {
    return in;
  }

  private Answer answer() throws IOException {
    int filled = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        throw new EOFException("the server has closed the connection");
      }
      filled += count;
      headEnd = end(filled);
    }
    String head = new String(buffer, 0, headEnd, US_ASCII).toLowerCase(Locale.ROOT);
    int status = Integer.parseInt(head.substring(9, 12));
    byte[] body = new byte[length(head)];
    int there = Math.min(filled - headEnd, body.length);
    System.arraycopy(buffer, headEnd, body, 0, there);
    in.readNBytes(body, there, body.length - there);
    return new Answer(status, new String(body, UTF_8));
  }

  /** Where the body begins; -1 when the head is not whole yet. */
  private int end(int filled) {
    for (int i = 0; i + HEAD_END.length <= Math.min(filled, HEAD_MAX); i++) {
      if (Arrays.equals(buffer, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
        return i + HEAD_END.length;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("no Content-Length in: " + head);
    }
    int from = at + LENGTH.length();
    return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
