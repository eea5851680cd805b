package dev.muster.server.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code server.json}: there while a server is ready, so that clients find it.
 *
 * @param file the file
 */
public record Announcement(Path file) {
  /** Announces; the file is whole from its first moment. */
  public void write(byte[] json) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, json);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the announcement back. */
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
