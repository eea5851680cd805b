package dev.muster.agent.prepare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock between the agents of one machine. The kernel gives it back when its holder dies, so there
 * is none that is left behind.
 */
final class MachineLock implements Closeable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final FileChannel channel;

  private MachineLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for a lock.
   *
   * @param whenBusy told once when another agent holds it
   */
  static MachineLock take(Path file, Runnable whenBusy) throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      await(channel, whenBusy);
      taken = true;
      return new MachineLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void await(FileChannel channel, Runnable whenBusy)
      throws IOException, InterruptedException {
    boolean told = false;
    while (tryLock(channel) == null) {
      if (!told) {
        whenBusy.run();
        told = true;
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Null when it is held, be it in another process or in this one. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
