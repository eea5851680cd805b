package dev.muster.examples.figures;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One who follows a log on a thread of its own and notes how late each line comes. */
final class LogReader implements AutoCloseable {
  /** What stands before the time in a line. */
  static final String MARK = "@at=";

  private static final int DIGITS = 19;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final RawConnection connection;
  private final Thread thread;
  private final List<Long> lags = new ArrayList<>();

  private LogReader(RawConnection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().daemon().unstarted(this::read);
  }

  static LogReader start(RawConnection connection) {
    LogReader reader = new LogReader(connection);
    reader.thread.start();
    return reader;
  }

  /** Begins anew. */
  synchronized void forget() {
    lags.clear();
  }

  /** How late each line came since, in nanoseconds. */
  synchronized List<Long> lags() {
    return List.copyOf(lags);
  }

  private synchronized void note(long lag) {
    lags.add(lag);
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    int kept = 0;
    try {
      InputStream in = connection.in();
      for (int count = in.read(buffer);
          count >= 0;
          count = in.read(buffer, kept, buffer.length - kept)) {
        String text = new String(buffer, 0, kept + count, US_ASCII);
        int done = note(text);
        kept = text.length() - done;
        System.arraycopy(buffer, done, buffer, 0, kept);
      }
    } catch (IOException e) {
      // Closed: nobody wants to know more.
    }
  }

  /** Notes the whole marks in a text; answers up to where it needs no second look. */
  private int note(String text) {
    Instant now = Instant.now();
    long nowNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    int done = 0;
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, done)) {
      int from = at + MARK.length();
      if (from + DIGITS > text.length()) {
        return at;
      }
      note(nowNanos - Long.parseLong(text, from, from + DIGITS, 10));
      done = from + DIGITS;
    }
    return Math.max(done, text.length() - MARK.length());
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
