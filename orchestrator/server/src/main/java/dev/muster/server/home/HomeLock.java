package dev.muster.server.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one data directory has one server. The kernel gives the lock back when the server
 * dies; the file stays and says who had it last.
 */
public final class HomeLock implements AutoCloseable {
  /** The lock is held by somebody else, who is named. */
  public static final class HeldException extends IOException {
    private static final long serialVersionUID = 1;

    HeldException(String message) {
      super(message);
    }
  }

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws HeldException if another server has it
   */
  public static HomeLock take(DataDirectory home, long pid) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new HeldException(
          "%s has a server already: %s".formatted(home.root(), holder(home.lock())));
    }
    HomeLock lock = new HomeLock(channel);
    lock.write("pid %d, starting".formatted(pid));
    return lock;
  }

  /** Writes down where the server answers. */
  public void answersAt(long pid, String url) throws IOException {
    write("pid %d at %s".formatted(pid, url));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "it is just starting" : text;
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(false);
  }
}
