package dev.muster.server.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says why a file could not be read or written, without its path. */
public final class DiskWords {
  private DiskWords() {}

  /** The reason alone. */
  public static String of(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = fault instanceof FileSystemException file ? file.getReason() : null;
    String words = reason == null ? fault.getMessage() : reason;
    return words == null ? fault.getClass().getSimpleName() : words;
  }
}
