package dev.muster.server.web;

import dev.muster.server.home.DataDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/**
 * Says in words that something could not be written because there is no room left. Nothing has to
 * be done about it but to make room: whoever was refused comes again.
 */
@Singleton
public final class FullDisk {
  /** SQLite's own code for a full disk. */
  private static final int SQLITE_FULL = 13;

  /** With less than this left, a write that failed has failed for that. */
  private static final long ROOM_MIN_BYTES = 64 * 1024;

  private final DataDirectory home;

  FullDisk(DataDirectory home) {
    this.home = home;
  }

  /**
   * The refusal of something that could not be written.
   *
   * @param detail what is told when the disk is not full
   */
  RefusedException refusal(String type, String detail, Throwable fault) {
    return isBehind(fault)
        ? RefusedException.unavailable(
            "disk.full",
            "data directory is full: %s; make room there, and what runs goes on by itself"
                .formatted(home.root()))
        : RefusedException.unavailable(type, detail);
  }

  private boolean isBehind(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException database && database.getErrorCode() == SQLITE_FULL) {
        return true;
      }
    }
    return noRoomLeft();
  }

  private boolean noRoomLeft() {
    try {
      return Files.getFileStore(home.root()).getUsableSpace() < ROOM_MIN_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
