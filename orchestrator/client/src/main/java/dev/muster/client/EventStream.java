package dev.muster.client;

import dev.muster.api.EventView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * History as it happens: server-sent events, taken up again behind the last one whenever the
 * connection breaks. Endless until it is closed.
 *
 * <p>For one reader; {@link #close} may come from any thread and ends a waiting read.
 */
public final class EventStream implements AutoCloseable {
  private final Wire wire;
  private final Query path;
  private final Backoff backoff;
  private long last;
  private @Nullable BufferedReader lines;
  private volatile @Nullable InputStream body;

  EventStream(Wire wire, Query path, long after, Duration patience) {
    this.backoff = new Backoff(patience);
    this.wire = wire;
    this.path = path;
    this.last = after;
  }

  /** The id of the last event that was handed out. */
  public long last() {
    return last;
  }

  /**
   * Waits for the next event; null after {@link #close}.
   *
   * @throws UnreachableException if the server stays away
   */
  public @Nullable EventView next() {
    while (!backoff.isClosed()) {
      try {
        return event(opened());
      } catch (IOException | UnreachableException e) {
        drop();
        lines = null;
        if (!backoff.pause()) {
          return ended(e);
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    backoff.close();
    drop();
  }

  /** Reads up to the blank line that ends an event; comments and fields other than data pass. */
  private EventView event(BufferedReader from) throws IOException {
    StringBuilder data = new StringBuilder();
    while (true) {
      String line = from.readLine();
      if (line == null) {
        throw new IOException("the server ended the stream");
      }
      backoff.reset();
      if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return taken(data.toString());
      }
    }
  }

  private EventView taken(String data) {
    EventView event = wire.parse(data.getBytes(StandardCharsets.UTF_8), EventView.class);
    last = event.id();
    return event;
  }

  private @Nullable EventView ended(Exception reason) {
    if (backoff.isClosed()) {
      return null;
    }
    throw reason instanceof UnreachableException known
        ? known
        : new UnreachableException(wire.server(), reason);
  }

  private BufferedReader opened() {
    BufferedReader open = lines;
    if (open == null) {
      HttpRequest request =
          wire.request(path)
              .header("Accept", "text/event-stream")
              .header("Last-Event-ID", Long.toString(last))
              .build();
      InputStream bytes = wire.open(request).body();
      open = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      lines = open;
      body = bytes;
    }
    return open;
  }

  /** Closes the bytes below the reader: the reader itself is locked while somebody waits in it. */
  private void drop() {
    InputStream open = body;
    body = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The connection is given up either way.
        return;
      }
    }
  }
}
