package dev.muster.server.live;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of an answer that goes on: bytes as they come to be, for as long as the reader stays.
 * The web server reads it on a virtual thread and closes it when the reader leaves.
 */
public abstract class Following extends InputStream {
  private final Bell bell;
  private final Attendance attendance;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private boolean greeted;

  protected Following(Bell bell, Attendance attendance) {
    this.bell = bell;
    this.attendance = attendance;
    attendance.enter();
  }

  /** What can be read now into the buffer: 0 for nothing yet, -1 for the end. */
  protected abstract int available(byte[] buffer, int offset, int length) throws IOException;

  /** How long to wait at most before looking again. */
  protected abstract Duration patience();

  /** The first read may answer 0 bytes: it makes the web server send the head of the answer. */
  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    while (open.get()) {
      long seen = bell.count();
      int count = available(buffer, offset, length);
      if (count != 0 || !greeted) {
        greeted = true;
        return count;
      }
      pause(seen);
    }
    return -1;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    while (count == 0) {
      count = read(one, 0, 1);
    }
    return count < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public void close() throws IOException {
    if (open.compareAndSet(true, false)) {
      attendance.leave();
      bell.ring();
    }
  }

  private void pause(long seen) throws IOException {
    try {
      bell.await(seen, patience());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (bell.isClosed()) {
      throw new IOException("the server ends");
    }
  }
}
