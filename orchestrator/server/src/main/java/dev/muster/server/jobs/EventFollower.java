package dev.muster.server.jobs;

import dev.muster.api.EventView;
import dev.muster.server.live.Attendance;
import dev.muster.server.live.Bell;
import dev.muster.server.live.Following;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * History as server-sent events: what is there, then what happens. While nothing happens a comment
 * goes out now and then, so that both sides notice a dead connection.
 */
final class EventFollower extends Following {
  /** How often something goes out at least. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private static final byte[] COMMENT = ": muster\n\n".getBytes(StandardCharsets.UTF_8);

  private final JsonMapper json;
  private final LongFunction<List<EventView>> source;
  private long last;
  private long sentNanos;
  private ByteBuffer pending = ByteBuffer.wrap(COMMENT);

  /**
   * @param source the next events behind a sequence number
   * @param after the sequence number to start behind
   */
  EventFollower(
      Bell bell,
      Attendance attendance,
      JsonMapper json,
      LongFunction<List<EventView>> source,
      long after) {
    super(bell, attendance);
    this.json = json;
    this.source = source;
    this.last = after;
    this.sentNanos = System.nanoTime();
  }

  @Override
  protected int available(byte[] buffer, int offset, int length) throws IOException {
    if (!pending.hasRemaining()) {
      pending = ByteBuffer.wrap(next());
    }
    int count = Math.min(length, pending.remaining());
    pending.get(buffer, offset, count);
    if (count > 0) {
      sentNanos = System.nanoTime();
    }
    return count;
  }

  @Override
  protected Duration patience() {
    return KEEP_ALIVE;
  }

  private byte[] next() throws IOException {
    List<EventView> events = source.apply(last);
    if (events.isEmpty()) {
      boolean quiet = System.nanoTime() - sentNanos >= KEEP_ALIVE.toNanos();
      return quiet ? COMMENT : new byte[0];
    }
    StringBuilder text = new StringBuilder();
    for (EventView event : events) {
      String data = new String(json.writeValueAsBytes(event), StandardCharsets.UTF_8);
      text.append("id: %d\nevent: %s\ndata: %s\n\n".formatted(event.id(), event.type(), data));
    }
    last = events.getLast().id();
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
