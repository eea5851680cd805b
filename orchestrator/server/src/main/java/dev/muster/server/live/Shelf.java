package dev.muster.server.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what agents send piece by piece: logs and progress, each a file that grows by offset.
 *
 * <p>Locking: files share {@link #STRIPES} locks by their path, one held at a time; while it is
 * held only that file is touched, and whatever the caller does with its new bytes.
 */
public final class Shelf {
  /** Told what is new before it is kept: a crash in between repeats the telling. */
  public interface Listener {
    void fresh(byte[] bytes) throws IOException;
  }

  private static final int STRIPES = 64;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
  private final Bell bell;

  public Shelf(Bell bell) {
    this.bell = bell;
    Arrays.setAll(locks, i -> new ReentrantLock());
  }

  /** Keeps a piece, and answers up to where the file has everything. */
  public long append(Path path, long offset, byte[] piece) throws IOException {
    return append(path, offset, piece, bytes -> {});
  }

  /** The same; the listener gets what is new of the piece before it is kept. */
  public long append(Path path, long offset, byte[] piece, Listener listener) throws IOException {
    GrowingFile file = new GrowingFile(path);
    ReentrantLock lock = locks[Math.floorMod(path.hashCode(), STRIPES)];
    lock.lock();
    try {
      byte[] fresh = file.unseen(offset, piece);
      if (fresh.length > 0) {
        listener.fresh(fresh);
      }
      return file.append(offset, piece);
    } finally {
      lock.unlock();
      bell.ring();
    }
  }
}
