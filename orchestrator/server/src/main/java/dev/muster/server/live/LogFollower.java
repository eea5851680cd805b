package dev.muster.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log as it grows, until it cannot grow any more. */
public final class LogFollower extends Following {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Optional<Path>> where;
  private final BooleanSupplier mayGrow;
  private long position;
  private volatile @Nullable FileChannel channel;

  /**
   * @param where the log's file; empty as long as its attempt has not begun
   * @param since byte offset to start from
   * @param mayGrow whether more may come; asked before reading, so that nothing is missed
   */
  public LogFollower(
      Bell bell,
      Attendance attendance,
      Supplier<Optional<Path>> where,
      long since,
      BooleanSupplier mayGrow) {
    super(bell, attendance);
    this.where = where;
    this.position = since;
    this.mayGrow = mayGrow;
  }

  @Override
  protected int available(byte[] buffer, int offset, int length) throws IOException {
    boolean growing = mayGrow.getAsBoolean();
    FileChannel file = opened();
    int count = file == null ? -1 : file.read(ByteBuffer.wrap(buffer, offset, length), position);
    if (count > 0) {
      position += count;
      return count;
    }
    return growing ? 0 : -1;
  }

  @Override
  protected Duration patience() {
    return PATIENCE;
  }

  @Override
  public void close() throws IOException {
    super.close();
    FileChannel file = channel;
    if (file != null) {
      file.close();
    }
  }

  private @Nullable FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      Path file = where.get().orElse(null);
      if (file != null && Files.exists(file)) {
        open = FileChannel.open(file);
        channel = open;
      }
    }
    return open;
  }
}
